/**
 * Which result of which search led to a page: told to the service, and remembered for the rating and the marked words.
 *
 * What was searched, read and rated in this visit stays in this browser alone, until it is passed on to a person.
 */
import { lasting, visit } from "./kept.js";
import { operation } from "./site.js";
import { words } from "./words.js";

const KEPT = 20;
const OPENS_MS = 60_000;

/** What led to tabs that are just being opened: a new tab knows nothing of the visit that it comes from. */
const opening = () => lasting.get("opening", []).filter(({ time }) => Date.now() - time < OPENS_MS);

if (lasting.get("opening")) {
  const isHere = ({ path }) => path === location.pathname;
  const here = opening().find(isHere);
  if (here) visit.set("followed", here);
  lasting.set("opening", opening().filter((other) => !isHere(other)));
}

/** The search that led to *articleId* in this visit, or null. */
export function searchBefore(articleId) {
  const followed = visit.get("followed");
  return followed?.articleId === articleId ? followed.searchId : null;
}

/** The words to mark on the page at *path*, once. */
export function wordsFor(path) {
  const followed = visit.get("followed");
  if (followed?.path !== path || !followed.words) return [];
  visit.set("followed", { ...followed, words: null });
  return followed.words;
}

function follow({ target, button, ctrlKey, metaKey, shiftKey }) {
  const link = target.closest?.("a[data-rank]");
  const list = link?.closest("[data-search-id]");
  if (!list || button > 1) return;
  const hit = link.closest("[data-article-id]") ?? link;
  const { articleId } = hit.dataset;
  const { meant, searchId } = list.dataset;
  // What stands for a word that was typed, such as a synonym, may be shown by another hit alone.
  const marked = [...list.querySelectorAll("mark")].map((mark) => mark.textContent.toLowerCase());
  const sought = words(meant ?? new URL(location).searchParams.get("q") ?? "");
  const followed = { articleId, searchId, path: new URL(link.href).pathname, words: [...new Set([...sought, ...marked])] };
  if (button || ctrlKey || metaKey || shiftKey) lasting.set("opening", [...opening(), { ...followed, time: Date.now() }]);
  else visit.set("followed", followed);
  if (searchId && articleId) tell({ search_id: searchId, article_id: articleId, rank: Number(link.dataset.rank) });
}

/** A beacon outlives the page; other origins take it only as plain text. */
function tell(click) {
  const url = operation("clicks");
  const type = url.origin === location.origin ? "application/json" : "text/plain";
  navigator.sendBeacon(url, new Blob([JSON.stringify(click)], { type }));
}

/** Notes what was done; words that were typed on the way to it, and what it repeats, give way to it. */
export function note(entry) {
  const others = visit.get("done", []).filter((earlier) => !repeats(earlier, entry));
  visit.set("done", [...others, entry].slice(-KEPT));
}

const repeats = (a, b) => a.kind === b.kind && (b.words?.startsWith(a.words) ?? a.article_id === b.article_id);

/** An answered search; how many it found is unknown where only titles were looked through. */
export function noteSearch({ query, total, quick }) {
  note({ kind: "search", words: query.slice(0, 200), found: quick ? null : total });
}

for (const type of ["click", "auxclick"]) document.addEventListener(type, follow, { capture: true });
