/** Ranks the articles of the static index by the signals of the service, as far as what it holds of the texts tells. */
import { closeness, everyWord, isCommon, words } from "./words.js";

const K1 = 1.2;
const B = 0.75;
const RERANKED = 50;

/** The sections of *articles*, and word -> where it stands: from this section, to that one, with this weight, as the service weighs places. */
export function invert(articles) {
  const [postings, sections] = [new Map(), []];
  const add = (text, weight, from, to) => {
    const said = everyWord(text);
    for (const word of said) {
      if (!postings.has(word)) postings.set(word, []);
      postings.get(word).push(from, to, weight);
    }
    return said.length * weight;
  };
  articles.forEach(([title, url, summary, , parts, extra], of) => {
    const [from, to] = [sections.length, sections.length + parts.length];
    const shared = add(title, 4, from, to) + add(page(url), 2, from, to) + add(folders(url), 1, from, to) + add(extra, 2, from, to);
    add(summary, 1, from, from + 1);
    parts.forEach(([, heading, text], at) => {
      sections.push({ of, at, length: shared + add(heading, 3, from + at, from + at + 1) + add(text, 1, from + at, from + at + 1) });
    });
  });
  const mean = sections.reduce((sum, { length }) => sum + length, 0) / sections.length;
  for (const section of sections) section.norm = K1 * (1 - B + (B * section.length) / mean);
  return { postings, sections };
}

const page = (url) => url.split("/").at(-2);
const folders = (url) => url.split("/").slice(0, -2).join(" ");

/** Articles with their best sections, `{ of, at }`, best first: by BM25, and the best of them once more by where the words stand. */
export function rank(terms, articles, { postings, sections }) {
  const meanings = terms.map((term, at) => meaning(term, at === terms.length - 1, postings, sections));
  const scores = new Map();
  for (const { idf, found } of meanings) {
    for (const [number, weight] of found) scores.set(number, (scores.get(number) ?? 0) + idf * weight);
  }
  const most = meanings.reduce((sum, { idf }) => sum + idf, 1e-9);
  const best = new Map();
  for (const [number, score] of scores) {
    const { of, at } = sections[number];
    if (!(best.get(of)?.score >= score)) best.set(of, { of, at, score });
  }
  const ranked = inOrder([...best.values()]);
  const weighed = (hit) => ({ ...hit, score: (7 * hit.score) / (most * (K1 + 1)) + places(articles[hit.of], hit.at, meanings, most) });
  return [...inOrder(ranked.slice(0, RERANKED).map(weighed)), ...ranked.slice(RERANKED)];
}

const inOrder = (hits) => hits.sort((one, other) => other.score - one.score || one.of - other.of);

/** The words that *term* may mean, the sections that have them, and how rare that is; misspellings where nothing else is like it. */
function meaning(term, unfinished, postings, sections) {
  const alike = new Map();
  const misspelt = new Map();
  for (const word of postings.keys()) {
    const close = closeness(term, word, unfinished);
    if (close) (close < 0.5 ? misspelt : alike).set(word, close);
  }
  const meant = alike.size ? alike : misspelt;
  // What may be a slip in a word that every text has says as little as that word.
  if (!(Math.max(...meant.values()) > 0.7) && [...meant.keys()].some(isCommon)) meant.clear();
  const found = new Map();
  for (const [word, close] of meant) {
    const weights = new Map();
    const runs = postings.get(word);
    for (let run = 0; run < runs.length; run += 3) {
      for (let number = runs[run]; number < runs[run + 1]; number += 1) weights.set(number, (weights.get(number) ?? 0) + runs[run + 2]);
    }
    for (const [number, weight] of weights) {
      found.set(number, Math.max(found.get(number) ?? 0, (close * weight * (K1 + 1)) / (weight + sections[number].norm)));
    }
  }
  return { meant, found, idf: found.size && Math.log(1 + (sections.length - found.size + 0.5) / (found.size + 0.5)) };
}

/** What speaks for an article and a section beside how often they have the words: where they stand, and whether side by side. */
function places([name, url, , , parts], at, meanings, most) {
  const [title, address, above, heading, text] = [name, page(url), folders(url), parts[at][1], parts[at][2]].map((text) => look(text, meanings));
  const headings = parts.map(([, heading]) => look(heading, meanings));
  const cover = (...places) => meanings.reduce((sum, { idf }, at) => sum + (places.some(({ has }) => has[at]) ? idf : 0), 0) / most;
  return 2.5 * (title.phrase + heading.phrase + address.about * cover(address)) + 2 * cover(title, heading, text) + title.about * cover(title) + cover(...headings) + cover(above);
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
