/**
 * Ratings on their way to the service: kept in the browser until it has taken them, however often that must be tried.
 *
 * Each rating has a key that the service counts once, so that sending it again, or with more details, does no harm.
 */
import { lasting } from "./kept.js";
import { operation } from "./site.js";

const TIME_LIMIT_MS = 8000;
const RETRY_MS = 60_000;
const TRY_LATER = new Set([408, 429]);
const url = operation("ratings");
const type = url.origin === location.origin ? "application/json" : "text/plain";
let delivering = Promise.resolve();

const waiting = () => lasting.get("outbox", {});

/** Keeps *rating*, tries to deliver it, and says how it stands: "taken", "waiting" or "refused". */
export async function send(rating) {
  lasting.set("outbox", { ...waiting(), [rating.key]: rating });
  const refused = await deliver();
  if (refused.has(rating.key)) return "refused";
  return rating.key in waiting() ? "waiting" : "taken";
}

/** Delivers everything, one tab and one rating at a time; gives the keys that the service refused for good. */
function deliver() {
  const inTurn = () => (navigator.locks ? navigator.locks.request("help-centre.outbox", deliverAll) : deliverAll());
  delivering = delivering.then(inTurn);
  return delivering;
}

async function deliverAll() {
  const refused = new Set();
  for (const [key, rating] of Object.entries(waiting())) {
    const status = await post(rating);
    if (!status || status >= 500 || TRY_LATER.has(status)) break;
    if (status >= 400) refused.add(key);
    drop(key, rating);
  }
  return refused;
}

/** The answer's status, or 0 where none came. */
async function post(rating) {
  try {
    const signal = AbortSignal.timeout(TIME_LIMIT_MS);
    const headers = { "Content-Type": type };
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(rating), keepalive: true, signal });
    return response.status;
  } catch {
    return 0;
  }
}

/** Forgets a delivered rating, unless details were added while it travelled. */
function drop(key, delivered) {
  const { [key]: kept, ...others } = waiting();
  if (JSON.stringify(kept) === JSON.stringify(delivered)) lasting.set("outbox", others);
}

/** The last chance of a page that is left; what the service takes twice it counts once. */
function hurry() {
  for (const rating of Object.values(waiting())) navigator.sendBeacon(url, new Blob([JSON.stringify(rating)], { type }));
}

addEventListener("online", deliver);
addEventListener("pagehide", hurry);
setInterval(deliver, RETRY_MS);
deliver();
