/** Search without the service: ranks `help-centre/search.json`, which knows titles, headings, summaries and telling words. */
import { address } from "./site.js";
import { closeness, words } from "./words.js";

const WEIGHTS = { title: 8, heading: 5, extra: 3, summary: 2 };
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
  const results = ranked.slice(0, limit).map((article, position) => present(articles[article], terms, position + 1));
  return { quick: true, query, total: ranked.length, correction: null, results };
}

async function load() {
  const response = await fetch(address("help-centre/search.json"), { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
  if (!response.ok) throw new Error(`the static index answered ${response.status}`);
  return response.json();
}

/** Word -> article number -> weight of the best place where the word stands. */
function invert(articles) {
  const postings = new Map();
  const put = (text, number, weight) => {
    for (const word of words(text, { all: true })) {
      if (!postings.has(word)) postings.set(word, new Map());
      const found = postings.get(word);
      found.set(number, Math.max(weight, found.get(number) ?? 0));
    }
  };
  articles.forEach(([title, , summary, , headings, extra], number) => {
    put(title, number, WEIGHTS.title);
    for (const [, heading] of headings) put(heading, number, WEIGHTS.heading);
    put(extra, number, WEIGHTS.extra);
    put(summary, number, WEIGHTS.summary);
  });
  return postings;
}

/** Article numbers, best first: rare words count more, and an article that has all words beats one that has some. */
function rank(terms, articles, postings) {
  const scores = new Map();
  terms.forEach((term, position) => {
    const found = weigh(term, position === terms.length - 1, postings);
    const rarity = Math.log(1 + articles.length / found.size);
    for (const [number, weight] of found) {
      const [score, matched] = scores.get(number) ?? [0, 0];
      scores.set(number, [score + rarity * weight, matched + 1]);
    }
  });
  return [...scores]
    .map(([number, [score, matched]]) => [number, (score * matched) / Math.log(8 + articles[number][0].length)])
    .sort(([one, value], [other, otherValue]) => otherValue - value || one - other)
    .map(([number]) => number);
}

/** Article number -> weight of *term* there; a misspelling counts only where nothing else is like the term. */
function weigh(term, unfinished, postings) {
  const found = new Map();
  const misspelt = new Map();
  for (const [word, articles] of postings) {
    const close = closeness(term, word, unfinished);
    const target = close < 0.5 ? misspelt : found;
    if (close) for (const [number, weight] of articles) target.set(number, Math.max(target.get(number) ?? 0, weight * close));
  }
  return found.size ? found : misspelt;
}

function present([title, url, summary, kind, headings], terms, rank) {
  const matches = (text) => words(text, { all: true }).filter((word) => terms.some((term) => closeness(term, word, true))).length;
  const [anchor, heading] = headings.reduce((best, next) => (matches(next[1]) > matches(best[1]) ? next : best), ["", ""]);
  const excerpt = summary.split(/(?<=[^\p{L}\p{N}])|(?=[^\p{L}\p{N}])/u).map((text) => ({ text, match: matches(text) > 0 }));
  return { kind, title, url, summary, rank, excerpt, section: { title: heading, anchor, url: anchor ? `${url}#${anchor}` : url } };
}
