/**
 * Ratings, and reports of what was played, on their way to the service: kept in the browser until it has taken them,
 * however often that must be tried.
 *
 * Each has a key that the service counts once, so that sending it again, or with more details, does no harm.
 */
import { lasting } from "./kept.js";
import { operation } from "./site.js";

const TIME_LIMIT_MS = 8000;
const RETRY_MS = 60_000;
const LOOK_MS = 1000;
const DAYS_KEPT = 7;
const DAY_MS = 86_400_000;
// No answer yet about this service, and about this rating: a service that was just moved or published may come to take it.
const TRY_LATER = new Set([0, 408, 429]);
const NOT_YET = new Set([404, 405, 409]);
const type = operation("").origin === location.origin ? "application/json" : "text/plain";
let delivering = Promise.resolve();

const waiting = () => lasting.get("outbox", {});

/** Keeps a report of what was *played* and tries to deliver it: at once and without an answer, where the page is *left*. */
export function report(played, left) {
  lasting.set("outbox", { ...waiting(), [newKey()]: { ...played, to: "playback", since: Date.now() } });
  left ? hurry() : deliver();
}

/** A version 4 UUID; `randomUUID` is missing where the site is served without TLS. */
export const newKey = () => crypto.randomUUID?.() ?? "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, randomDigit);
const randomDigit = () => (crypto.getRandomValues(new Uint8Array(1))[0] & 15).toString(16);

/** Keeps *rating*, tries to deliver it, and says how it stands: "taken", "waiting" or "refused". */
export async function send(rating) {
  // What was said before and waits still, words above all, stays beside what is said now.
  const kept = { since: Date.now(), ...waiting()[rating.key], ...rating };
  lasting.set("outbox", { ...waiting(), [rating.key]: kept });
  const refused = await deliver();
  if (refused.has(rating.key)) return "refused";
  return rating.key in waiting() ? "waiting" : "taken";
}

/** Resolves when the rating with *key* waits no longer, whichever tab delivered it. */
export function delivered(key) {
  return new Promise((resolve) => {
    const looking = setInterval(() => {
      if (key in waiting()) return;
      clearInterval(looking);
      resolve();
    }, LOOK_MS);
  });
}

/**
 * Delivers everything, one tab and one rating at a time; gives the keys that the service refused for good.
 *
 * Where a browser denies locks, as it does with site data switched off, there is nothing to share with other tabs.
 */
function deliver() {
  const inTurn = () => navigator.locks?.request("help-centre.outbox", deliverAll) ?? deliverAll();
  delivering = delivering.then(inTurn).catch(deliverAll);
  return delivering;
}

async function deliverAll() {
  const refused = new Set();
  for (const [key, rating] of Object.entries(waiting())) {
    // For a day the service knows what of a play it has counted.
    let status = rating.to && Date.now() - rating.since > DAY_MS ? 410 : await post(rating);
    if (status === 422 && rating.email) {
      // An address that no mail can reach takes neither the answer nor the words along.
      refused.add(key);
      status = await post({ ...rating, email: undefined });
    }
    if (TRY_LATER.has(status)) break;
    if (status >= 500) continue; // it may be this one alone that the service stumbles over
    if (NOT_YET.has(status) && Date.now() - rating.since < DAYS_KEPT * DAY_MS) continue;
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
    const response = await fetch(address(rating), { method: "POST", headers, body: written(rating), keepalive: true, signal });
    return response.status;
  } catch {
    return 0;
  }
}

const address = ({ to }) => operation(to ?? "ratings");

/** A rating as the service reads it: since when it waits stays here. */
const written = (rating) => JSON.stringify({ ...rating, to: undefined, since: undefined });

/** Forgets a delivered rating, unless details were added while it travelled. */
function drop(key, delivered) {
  const { [key]: kept, ...others } = waiting();
  if (JSON.stringify(kept) === JSON.stringify(delivered)) lasting.set("outbox", others);
}

/** The last chance of a page that is left; what the service takes twice it counts once. */
function hurry() {
  for (const rating of Object.values(waiting())) navigator.sendBeacon(address(rating), new Blob([written(rating)], { type }));
}

addEventListener("online", deliver);
addEventListener("pagehide", hurry);
setInterval(deliver, RETRY_MS);
deliver();
