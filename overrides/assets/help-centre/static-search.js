/** Search without the service: in `help-centre/search.json`, which knows titles, headings, summaries and telling words. */
import { address } from "./site.js";
import { invert, rank } from "./static-ranking.js";
import { closeness, words } from "./words.js";

const TIME_LIMIT_MS = 20_000;
let opening = null;

/** Loads the list, once, without a thought on what is in it; what failed is tried again by the next call. */
export function open() {
  opening ??= load().catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

/** Results in the shape of the service's answer, without a `search_id`: nothing was recorded. */
export async function search(query, limit) {
  const list = await open();
  const { articles, postings = (list.postings = invert(list.articles)) } = list;
  const terms = words(query);
  const ranked = rank(terms, articles, postings);
  const own = (article) => (articles[article][6] ?? list.lang) === document.documentElement.lang;
  ranked.sort((one, other) => own(other) - own(one));
  const results = ranked.slice(0, limit).map((article, position) => present(articles[article], terms, position + 1));
  return { quick: true, query, total: ranked.length, correction: null, results };
}

async function load() {
  const response = await fetch(address("help-centre/search.json"), { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
  if (!response.ok) throw new Error(`the static index answered ${response.status}`);
  return response.json();
}

function present([title, url, summary, kind, headings], terms, rank) {
  const matches = (text) => words(text, { all: true }).filter((word) => terms.some((term) => closeness(term, word, true))).length;
  const [anchor, heading] = headings.reduce((best, next) => (matches(next[1]) > matches(best[1]) ? next : best), ["", ""]);
  const excerpt = summary.split(/(?<=[^\p{L}\p{N}])|(?=[^\p{L}\p{N}])/u).map((text) => ({ text, match: matches(text) > 0 }));
  return { kind, title, url, summary, rank, excerpt, section: { title: heading, anchor, url: anchor ? `${url}#${anchor}` : url } };
}
