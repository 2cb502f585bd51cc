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
  const { articles, inverted = (list.inverted = invert(list.articles)) } = list;
  const terms = words(query);
  const ranked = rank(terms, articles, inverted);
  const own = ({ of }) => (articles[of][6] ?? list.lang) === document.documentElement.lang;
  ranked.sort((one, other) => own(other) - own(one));
  const results = ranked.slice(0, limit).map(({ of, at }, position) => present(articles[of], at, terms, position + 1));
  return { quick: true, query, total: ranked.length, results };
}

async function load() {
  const response = await fetch(address("help-centre/search.json"), { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
  if (!response.ok) throw new Error(`the static index answered ${response.status}`);
  return response.json();
}

function present([title, url, summary, kind, sections], at, terms, rank) {
  const [given, heading] = sections[at];
  const anchor = given === 0 ? slug(heading) : given;
  const match = (text) => words(text).some((word) => terms.some((term) => closeness(term, word, true)));
  const excerpt = summary.split(/(?<![\p{L}\p{N}])|(?![\p{L}\p{N}])/u).map((text) => ({ text, match: match(text) }));
  return { kind, title, url, summary, rank, excerpt, section: { title: heading, url: anchor ? `${url}#${anchor}` : url } };
}

/** The usual anchor of a heading, as the index is made by. */
const slug = (heading) => heading.replace(/[^\w\s-]/g, "").trim().toLowerCase().replace(/[-\s]+/g, "-");
