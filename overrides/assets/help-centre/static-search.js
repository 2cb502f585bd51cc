/** Search without the service: in `help-centre/search.json`, which came with the site. Loaded with it, when it is needed. */
import { address } from "./site.js";
import { StaticIndex, anchorOf, base } from "./static-index.js";
import { understand } from "./static-query.js";
import { rank } from "./static-ranking.js";
import { RUN, everyWord } from "./words.js";

const TIME_LIMIT_MS = 20_000;
const VERSION = 5;
const EXCERPT_CHARS = 200;
const LEAD_CHARS = 40;
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
export async function search(query, limit, partial) {
  const list = await open();
  const loaded = opening;
  opening = null; // a list that cannot be read is not kept
  const index = (list.index ??= new StaticIndex(list));
  opening = loaded;
  const { lang } = document.documentElement;
  const german = (await germanOf(lang))?.germanWords(index);
  const { words: question, instead } = understand(query, index, partial, base(lang), german);
  const own = (article) => (article.lang === lang) + (base(article.lang) === base(lang));
  const ranked = rank(question, index, own);
  const wanted = new Set(question.filter(({ telling }) => telling).flatMap(({ stems }) => [...stems.keys()]));
  const sought = (word) => everyWord(word).some((form) => index.stemsOf(form).some((stem) => wanted.has(stem)));
  return { quick: true, query, correction: corrected(query, instead, base(lang), index), total: ranked.length, results: ranked.slice(0, limit).map((hit, at) => present(index.articles[hit.of], index.sections[hit.number], sought, at + 1)) };
}

/** What is only German, for readers of German alone; without it less is found, and no more. */
const germanOf = async (lang) => (base(lang) === "de" ? import("./static-german.js").catch(() => null) : null);

async function load() {
  germanOf(document.documentElement.lang); // before the connection goes
  // One of another version that the browser keeps is no answer: its address is another.
  const response = await fetch(address(`help-centre/search.json?${VERSION}`), { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
  const list = response.ok && (await response.json());
  if (list.v !== VERSION) throw new Error(`the static index answered ${response.status}`); // a page of a proxy is none either
  return list;
}

/** *query* with its misspelled words replaced, all else as it was typed; undefined where nothing was. */
function corrected(query, instead, lang, index) {
  const write = (part) => instead.get(everyWord(part)[0])?.map((word) => spelled(word, lang, index)).join(" ") ?? part;
  const mended = query.replace(RUN, write);
  return mended === query ? undefined : mended;
}

/** The folded *word* as pages in *lang* write it, in small letters if they ever do. */
function spelled(word, lang, { articles, sections }) {
  const texts = sections.flatMap(({ of, at, text }) => {
    const { lang: written, title, keywords, answers, headings } = articles[of];
    return base(written) === lang ? [text, headings[at], ...(at ? [] : [title, keywords, answers])] : [];
  });
  const forms = [...new Set(texts.join(" ").match(RUN))].filter((form) => everyWord(form)[0] === word);
  return forms.find((form) => form === form.toLowerCase()) ?? forms[0] ?? word;
}

function present(article, { at, text }, sought, rank) {
  const { kind, title, url, summary, headings } = article;
  const anchor = anchorOf(article, at);
  return { kind, title, url, summary, rank, excerpt: excerpt(text || summary, sought), section: { title: headings[at], url: anchor ? `${url}#${anchor}` : url } };
}

/** The stretch of *text* with the most different words of those *sought*, as runs with these marked. */
function excerpt(text, sought) {
  let place = 0;
  const runs = text.split(RUN).map((run) => {
    place += run.length;
    return { text: run, match: sought(run), end: place };
  });
  const starts = runs.filter(({ match }) => match).map(({ text: { length }, end }) => end - length);
  const within = (from) => new Set(runs.filter(({ match, end }) => match && end > from && end <= from + EXCERPT_CHARS).map(({ text: run }) => run.toLowerCase())).size;
  const first = starts.length ? starts.reduce((best, start) => (within(start) > within(best) ? start : best)) : 0;
  const from = first > LEAD_CHARS ? first - LEAD_CHARS : 0;
  const shown = runs.filter(({ text: { length }, end }) => end - length >= from && end <= from + EXCERPT_CHARS);
  const more = { text: " … ", match: false };
  return [...(from ? [more] : []), ...shown, ...(place > from + EXCERPT_CHARS ? [more] : [])];
}
