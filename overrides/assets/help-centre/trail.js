/** Which result of which search led to a page: told to the service, and remembered for the rating and the marked words. */
import { visit } from "./kept.js";
import { operation } from "./site.js";
import { words } from "./words.js";

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

function follow({ target, button }) {
  const link = target.closest?.("a[data-rank]");
  const list = link?.closest("[data-search-id]");
  if (!list || button > 1) return;
  const hit = link.closest("[data-article-id]") ?? link;
  const { articleId } = hit.dataset;
  const { query, searchId } = list.dataset;
  const marked = [...hit.querySelectorAll("mark")].map((mark) => mark.textContent.toLowerCase());
  const sought = words(query ?? new URL(location).searchParams.get("q") ?? "");
  visit.set("followed", { articleId, searchId, path: new URL(link.href).pathname, words: [...new Set([...sought, ...marked])] });
  if (searchId && articleId) tell({ search_id: searchId, article_id: articleId, rank: Number(link.dataset.rank) });
}

/** A beacon outlives the page; other origins take it only as plain text. */
function tell(click) {
  const url = operation("clicks");
  const type = url.origin === location.origin ? "application/json" : "text/plain";
  navigator.sendBeacon(url, new Blob([JSON.stringify(click)], { type }));
}

for (const type of ["click", "auxclick"]) document.addEventListener(type, follow, { capture: true });
