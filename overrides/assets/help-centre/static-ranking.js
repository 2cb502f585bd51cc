/** Ranks the articles of the static index by the signals of the service, as far as titles, headings and telling words tell. */
import { closeness, words } from "./words.js";

const STANDS = [4, 2, 2, 1]; // title, address, headings, all else
const K1 = 1.2;
const RERANKED = 50;
const textsOf = ([title, url, summary, , headings, extra]) => [title, url.split("/").at(-2), headings.map(([, heading]) => heading).join(" "), `${summary} ${extra}`];

/** Word -> article number -> how often the word stands there, weighed by the place. */
export function invert(articles) {
  const postings = new Map();
  articles.forEach((article, number) =>
    textsOf(article).forEach((text, place) => {
      for (const word of words(text ?? "", { all: true })) {
        if (!postings.has(word)) postings.set(word, new Map());
        const found = postings.get(word);
        found.set(number, (found.get(number) ?? 0) + STANDS[place]);
      }
    }),
  );
  return postings;
}

/** Article numbers, best first: by BM25, and the best of them once more by where the words stand. */
export function rank(terms, articles, postings) {
  const meanings = terms.map((term, at) => meaning(term, at === terms.length - 1, postings, articles.length));
  const scores = new Map();
  for (const { idf, found } of meanings) {
    for (const [number, weight] of found) scores.set(number, (scores.get(number) ?? 0) + idf * weight);
  }
  const most = meanings.reduce((sum, { idf }) => sum + idf, 1e-9);
  const ranked = inOrder([...scores]);
  const best = ranked.slice(0, RERANKED).map(([number, score]) => [number, (3.2 * score) / most + places(articles[number], meanings, most)]);
  return [...inOrder(best), ...ranked.slice(RERANKED)].map(([number]) => number);
}

const inOrder = (scored) => scored.sort(([one, score], [other, otherScore]) => otherScore - score || one - other);

/** The words that *term* may mean, the articles that have them, and how rare that is; misspellings where nothing else is like it. */
function meaning(term, unfinished, postings, count) {
  const alike = new Map();
  const misspelt = new Map();
  for (const word of postings.keys()) {
    const close = closeness(term, word, unfinished);
    if (close) (close < 0.5 ? misspelt : alike).set(word, close);
  }
  const meant = alike.size ? alike : misspelt;
  const found = new Map();
  for (const [word, close] of meant) {
    for (const [number, weight] of postings.get(word)) {
      found.set(number, Math.max(found.get(number) ?? 0, (close * weight * (K1 + 1)) / (weight + K1)));
    }
  }
  return { meant, found, idf: found.size && Math.log(1 + (count - found.size + 0.5) / (found.size + 0.5)) };
}

/** What speaks for an article beside how often it has the words: where they stand, and whether side by side. */
function places(article, meanings, most) {
  const [title, address, , rest] = textsOf(article).map((text) => look(text ?? "", meanings));
  const headings = article[4].map(([, heading]) => look(heading, meanings));
  const cover = (...places) => meanings.reduce((sum, { idf }, at) => sum + (places.some(({ has }) => has[at]) ? idf : 0), 0) / most;
  const phrase = Math.max(0, ...headings.map((heading) => heading.phrase));
  return 2.5 * (title.phrase + phrase + address.about * cover(address)) + 2 * cover(title, rest) + title.about * cover(title) + cover(...headings);
}

/** Which of *meanings* stand in *text*, how many of those beside each other do so there too, and what share of the text they are. */
function look(text, meanings) {
  const there = words(text);
  const is = (at, word) => meanings[at].meant.has(word);
  const has = meanings.map((_, at) => there.some((word) => is(at, word)));
  const pairs = has.filter((_, at) => at && there.some((word, place) => place && is(at, word) && is(at - 1, there[place - 1])));
  const asked = there.filter((word) => has.some((_, at) => is(at, word)));
  return { has, phrase: pairs.length / has.length, about: asked.length / (there.length || 1) };
}
