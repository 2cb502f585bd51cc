/** How one result looks, in the list below the search box and on the results page. */
import { address } from "./site.js";
import { noteSearch } from "./trail.js";
import { make, say } from "./wording.js";

const KINDS = { guide: "Guide", video: "Video", page: "Page" };

/** A link to the best section of *result*; its words come from *host*, and `data-rank` makes the click known. */
export function hit(result, host) {
  const link = make("a", "hc-hit");
  link.href = address(result.section?.url || result.url);
  Object.assign(link.dataset, { rank: result.rank, kind: result.kind });
  if (result.language) Object.assign(link, { lang: result.lang, target: "_self" }); // the whole page, not its article alone
  if (result.article_id) link.dataset.articleId = result.article_id;
  const title = make("span", "hc-hit__title", result.title);
  if (result.section?.title) title.append(" ", make("span", "hc-hit__section", result.section.title));
  const where = [result.language, result.kind !== "video" && result.breadcrumbs?.at(-1), say(host, KINDS[result.kind])].filter(Boolean).join(" · ");
  link.append(make("span", "hc-hit__kind", where), title, excerpt(result));
  return link;
}

/** Tells *list* which search its hits belong to; what was shown was searched for. */
export function belongs(list, answer) {
  noteSearch(answer);
  list.dataset.query = answer.query;
  list.dataset.meant = answer.correction ?? answer.query;
  list.dataset.searchId = answer.search_id ?? "";
}

function excerpt({ excerpt: runs, summary }) {
  const shown = runs?.length ? runs : [{ text: summary }];
  return make("span", "hc-hit__excerpt", "", ...shown.map(({ text, match }) => (match ? make("mark", "", text) : text)));
}

/** What is said above results: what a misspelled word was taken for, and that they are not the service's. */
export const notesOn = ({ correction, quick }, host) => [correction && say(host, "Corrected", { words: correction }), quick && say(host, "Quick")].filter(Boolean);

/** What is said when nothing fits: what else to try, and the way to a person with the words carried along. */
export function nothing(answer, host) {
  const name = answer.quick ? "QuickNone" : "None";
  const text = make("div", "hc-nothing", "", make("p", "hc-nothing__what", say(host, name, { words: answer.query })));
  text.append(make("p", "", say(host, `${name}Hint`)));
  if (answer.nearest?.length) text.append(nearest(answer, host));
  if (host.dataset.contact) text.append(person(host, answer));
  return text;
}

/** What is said when neither service nor list answers, with the way to a person. */
export function unreachable(query, host) {
  const text = make("div", "hc-nothing", "", make("p", "", say(host, "Unreachable")));
  if (host.dataset.contact) text.append(person(host, { query, quick: true }));
  return text;
}

function nearest(answer, host) {
  const links = answer.nearest.map(({ title, url }) => {
    const link = make("a", "", title);
    link.href = address(url);
    return make("li", "", "", link);
  });
  return make("div", "hc-nothing__nearest", say(host, "Nearest"), make("ul", "", "", ...links));
}

function person(host, { query, search_id: searchId = "", quick }) {
  const link = make("a", "hc-nothing__person", say(host, "Person"));
  const url = new URL(address(host.dataset.contact));
  url.search = new URLSearchParams({ q: query, search_id: searchId, ...(!quick && { found: 0 }) });
  link.href = url.href;
  return link;
}
