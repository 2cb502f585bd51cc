/**
 * Readers who came by a link in a reply: counted once a person is at the page, and once more each when the answer was
 * not enough.
 *
 * Mail scanners, previews and prefetching open links too; only a person moves, touches or types. Nothing tells who.
 * Somebody came back who is at the article again half an hour or more after leaving it, without a new link to it.
 * Somebody asked again whose question to a person was sent, with this article as the last one read before it.
 * Staff that is signed in is no reader, and is not counted.
 */
import { lasting, visit } from "./kept.js";
import { operation } from "./site.js";

const DAY_MS = 86_400_000;
const DAYS_KEPT = 14;
const AGAIN_AFTER_MS = 30 * 60_000;
const SIGNS = ["pointermove", "pointerdown", "touchstart", "keydown", "wheel"];
let reading = null;
let waiting = null;

/** The links that this browser opened lately: `[{article_id, lang, anchor, at, back, asked}]`, read last at `at`. */
function links() {
  const kept = Object.values(lasting.get("replies", []));
  return kept.filter((link) => link.article_id && Date.now() - link.at < DAYS_KEPT * DAY_MS);
}

const isTo = (article) => (link) => link.article_id === article.article_id && link.lang === article.lang;

function look() {
  stopReading();
  waiting?.abort();
  if (document.cookie.includes("help-centre-staff-here")) return;
  const id = document.querySelector('meta[name="help-centre:id"]')?.content;
  if (!id) return;
  const article = { article_id: id, lang: document.documentElement.lang };
  const link = takeLink(article);
  noteWay(article, link);
  if (link || links().some(isTo(article))) whenSomebodyIsThere(() => read(article, link));
}

/** The address loses what tells how it was reached: whoever gets it from this reader did not come by a reply. */
function takeLink(article) {
  const here = new URL(location);
  if (here.searchParams.get("via") !== "reply") return null;
  let anchor = here.hash.slice(1);
  try {
    anchor = decodeURIComponent(anchor);
  } catch {} // as it is, it leads nowhere: the link counts for the article
  here.searchParams.delete("via");
  here.searchParams.delete("lang");
  history.replaceState(history.state, "", here);
  return { ...article, anchor };
}

/** What a rating in this visit says of how its reader came: several articles may have been opened by such links. */
function noteWay({ article_id: articleId }, link) {
  const others = visit.get("ways", []).filter((way) => !link || way.articleId !== articleId);
  if (link) visit.set("ways", [...others, { articleId, anchor: link.anchor }]);
  visit.set("replied", visit.get("ways", []).find((way) => way.articleId === articleId) ?? null);
}

function read(article, link) {
  const known = links().filter(isTo(article));
  const same = link ? known.find(({ anchor }) => anchor === link.anchor) : known.at(-1);
  if (link && !same) {
    tell(link, "opened");
    lasting.set("replies", [...links(), { ...link, at: Date.now() }]);
  } else if (Date.now() - Math.max(...known.map(({ at }) => at)) > AGAIN_AFTER_MS) count(same, "came_back", "back");
  reading = article;
  stillThere();
}

/** Each link that was opened counts once as come back to, and once as asked after. */
function count(link, event, mark) {
  if (!link || link[mark]) return;
  tell(link, event);
  keep((other) => isTo(link)(other) && other.anchor === link.anchor, { [mark]: true });
}

function stillThere() {
  if (reading) keep(isTo(reading), { at: Date.now() });
}

function stopReading() {
  stillThere();
  reading = null;
}

/** Changes the links that *are* meant; another tab may have added some. */
function keep(are, change) {
  lasting.set("replies", links().map((link) => (are(link) ? { ...link, ...change } : link)));
}

/** What was passed on of the visit tells which article the question is about: the one that was read last. */
function asked({ detail }) {
  const last = detail.findLast(({ kind }) => kind === "page");
  count(links().findLast((link) => link.article_id === last?.article_id), "asked_again", "asked");
}

function whenSomebodyIsThere(act) {
  const waited = (waiting = new AbortController());
  const seen = ({ isTrusted }) => {
    if (!isTrusted || document.visibilityState !== "visible") return;
    waited.abort();
    act();
  };
  for (const sign of SIGNS) addEventListener(sign, seen, { capture: true, passive: true, signal: waited.signal });
}

/** A beacon outlives the page; other origins take it only as plain text. */
function tell({ article_id, lang, anchor }, event) {
  const url = operation("arrivals");
  const type = url.origin === location.origin ? "application/json" : "text/plain";
  navigator.sendBeacon(url, new Blob([JSON.stringify({ article_id, lang, anchor, event })], { type }));
}

document.addEventListener("help-centre-asked", asked);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && stillThere());
globalThis.document$ ? globalThis.document$.subscribe(look) : look();
