/** Ranks articles as the service does: BM25 finds the best fifty, its signals order them (search_service/ranking/signals.py). */
import { K1 } from "./static-index.js";
import { SYNONYM } from "./static-query.js";

const RERANKED = 50;

/** Articles with their best sections, `{ of, at, number }`, best first; those that *own* tells of stand before all others. */
export function rank(question, index, own) {
  const terms = [...new Map(question.filter(({ telling }) => telling).map((term) => [term.word, term])).values()];
  const scores = sectionScores(terms, index);
  const best = new Map();
  scores.forEach((score, number) => {
    const { of } = index.sections[number];
    if (score > (best.get(of)?.score ?? 0)) best.set(of, { of, at: index.sections[number].at, number, score, own: own(index.articles[of]) });
  });
  const ranked = withoutTranslations([...best.values()], index).sort(inOrder);
  const weigh = weigher(question, terms, index);
  const near = ranked.slice(0, RERANKED).map((hit) => ({ ...hit, ...weigh(hit) }));
  return [...near.sort(inOrder), ...ranked.slice(RERANKED)];
}

const inOrder = (one, other) => other.own - one.own || other.score - one.score || one.of - other.of;

/** Of an article and its translations the best one stays. */
function withoutTranslations(hits, { articles }) {
  const best = new Map();
  for (const hit of hits) {
    const original = articles[hit.of].original;
    if (!best.has(original) || inOrder(hit, best.get(original)) < 0) best.set(original, hit);
  }
  return [...best.values()];
}

/** Each section's sum over *terms*; of what may answer a term the best counts. */
function sectionScores(terms, index) {
  const scores = new Float64Array(index.sections.length);
  for (const { stems, idf } of terms) {
    const best = new Map();
    for (const [stem, trust] of stems) {
      const { sections, weights } = index.postings(stem);
      sections.forEach((number, at) => best.set(number, Math.max(best.get(number) ?? 0, weights[at] * trust)));
    }
    for (const [number, weight] of best) scores[number] += idf * weight;
  }
  return scores;
}

function weigher(question, terms, index) {
  const bits = new Map();
  question.forEach(({ stems }, at) => stems.forEach((_, stem) => bits.set(stem, (bits.get(stem) ?? 0) | (1 << at))));
  const asked = Math.max(terms.reduce((sum, { idf }) => sum + idf, 0), 1e-9);
  const last = new Map(question.map(({ word }, at) => [word, at]));
  const once = [...last.values()];
  const sum = (there, telling) => once.reduce((all, at) => all + ((there >> at) & 1 && (!telling || question[at].telling) ? question[at].idf : 0), 0);
  const cover = (there) => sum(there, true) / asked;
  const about = ({ words }, stems) => Math.min(sum(words) / Math.max([...new Set(stems)].reduce((all, stem) => all + index.idf([stem]), 0), 1e-9), 1);
  const read = (stems) => look(stems, bits);
  const phrase = ({ pairs }) => (pairs.toString(2).split("1").length - 1) / Math.max(question.length - 1, 1);
  // What title, keywords or address have counts for every section, and the shortest scores best: that with most words opens.
  const withWords = (first, sections) => {
    const own = sections.map(({ inHeading, inText }) => cover(read([...inHeading, ...inText]).words));
    const at = own.indexOf(Math.max(...own));
    return { at, number: first + at };
  };
  return ({ of, number, score }) => {
    const [{ inTitle, inPage, inFolders, inKeywords, first, headings }, { inHeading, inText }] = [index.articles[of], index.sections[number]];
    const [title, heading, text, page, above] = [inTitle, inHeading, inText, inPage, inFolders].map(read);
    const sections = index.sections.slice(first, first + headings.length);
    const outline = sections.reduce((there, { inHeading }) => there | read(inHeading).words, 0);
    // A single word has no order: that a keyword is this word counts in its place.
    const weighed =
      (7 * score) / (asked * (K1 + 1)) +
      2.5 * (phrase(title) + phrase(heading) + about(page, inPage)) +
      1.5 * phrase(text) +
      2 *
        (Math.max(...inKeywords.map((stems) => cover(read(stems).words) + phrase(read(stems)) + (!question[1] && !stems[1] && question[0].stems.get(stems[0]) > SYNONYM))) +
          cover(title.words | heading.words | text.words | (inText.length ? 0 : toldOf(question, number, index)))) +
      about(title, inTitle) +
      cover(outline) +
      cover(above.words);
    return { ...(index.hasTexts && !cover(heading.words | text.words) && withWords(first, sections)), score: weighed };
  };
}

/** The bits of the words of *question* that section *number* has, where its text is not loaded. */
function toldOf(question, number, index) {
  const has = (stem) => index.postings(stem).sections.includes(number);
  return question.reduce((there, { stems }, at) => there | ([...stems.keys()].some(has) ? 1 << at : 0), 0);
}

/** Which bits occur in *stems*, and which do so right behind the one before. */
function look(stems, bits) {
  let [words, pairs, before] = [0, 0, 0];
  for (const stem of stems) {
    const here = bits.get(stem) ?? 0;
    words |= here;
    pairs |= (before << 1) & here;
    before = here;
  }
  return { words, pairs };
}
