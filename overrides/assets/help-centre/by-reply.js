/**
 * Readers who came by a link in a reply: counted once a person is at the page, and once more when they have to come back.
 *
 * Mail scanners, previews and prefetching open links too; only a person moves, touches or types. Nothing tells who.
 * Staff that is signed in is no reader, and is not counted.
 */
import { lasting, visit } from "./kept.js";
import { operation } from "./site.js";

const DAY_MS = 86_400_000;
const DAYS_KEPT = 14;
const AGAIN_AFTER_MS = 30 * 60_000;
const SIGNS = ["pointermove", "pointerdown", "touchstart", "keydown", "wheel"];

/** The articles that this browser opened by a link in a reply lately: `{id: {anchor, at}}`. */
function replies() {
  const kept = Object.entries(lasting.get("replies", {}));
  return Object.fromEntries(kept.filter(([, { at }]) => Date.now() - at < DAYS_KEPT * DAY_MS));
}

function look() {
  if (document.cookie.includes("help-centre-staff-here")) return;
  const id = document.querySelector("help-centre-rating [name=article_id]")?.value;
  const here = new URL(location);
  if (id && here.searchParams.get("via") === "reply") arrive(id, here);
  else if (document.querySelector("help-centre-contact")) Object.keys(replies()).forEach(comeBack);
  else if (id && isLongAgo(replies()[id])) comeBack(id);
}

/** The address loses what tells how it was reached: whoever gets it from this reader did not come by a reply. */
function arrive(id, here) {
  const anchor = decodeURIComponent(here.hash.slice(1));
  visit.set("replied", { articleId: id, anchor });
  here.searchParams.delete("via");
  history.replaceState(history.state, "", here);
  whenSomebodyIsThere(() => {
    const before = replies()[id];
    if (isLongAgo(before)) return comeBack(id);
    if (!before) tell({ article_id: id, anchor, event: "opened" });
    lasting.set("replies", { ...replies(), [id]: { anchor, at: Date.now() } });
  });
}

const isLongAgo = (reply) => reply && Date.now() - reply.at > AGAIN_AFTER_MS;

/** The answer was not enough: the article is read again another time, or a person is asked. */
function comeBack(id) {
  const { [id]: reply, ...others } = replies();
  lasting.set("replies", others);
  tell({ article_id: id, anchor: reply.anchor, event: "came_back" });
}

function whenSomebodyIsThere(act) {
  const seen = ({ isTrusted }) => {
    if (!isTrusted || document.visibilityState !== "visible") return;
    for (const sign of SIGNS) removeEventListener(sign, seen, true);
    act();
  };
  for (const sign of SIGNS) addEventListener(sign, seen, { capture: true, passive: true });
}

/** A beacon outlives the page; other origins take it only as plain text. */
function tell(arrival) {
  const url = operation("arrivals");
  const type = url.origin === location.origin ? "application/json" : "text/plain";
  navigator.sendBeacon(url, new Blob([JSON.stringify(arrival)], { type }));
}

globalThis.document$ ? globalThis.document$.subscribe(look) : look();
