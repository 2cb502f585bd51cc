/** What a query asks for: its words in order, and for each the stems of the static index that answer it. */
import { everyWord } from "./words.js";

// As the service reads words: search_service/queries/.
const COMPLETION = 0.9;
const REPAIR = 0.9;
const JOINED = 0.9;
export const SYNONYM = 0.8;
const ALIKE = 0.6;
const BARE_VERB = 0.5;
const ENDINGS = /^(?:e?[dmnrst]|e|ing|ung|in?|us)?$/;
const MOST_COMPLETIONS = 64;
const MOST_WORDS_REPAIRED = 12;
const MOST_WORDS = 30; // a bit each
const MOST_LETTERS = 40; // of two words run together
const EDIT_COST = 5;
const FIRST_LETTER_COST = 3;
const TWO_EDITS_FROM = 7;

/**
 * The words of *query*, of a reader of *lang*, and what misspelled ones were taken for, as `instead`: `{ word, stems: stem ->
 * trust, idf, telling }`; with *partial* the last may be unfinished.
 */
export function understand(query, index, partial, lang, german) {
  const asked = everyWord(query).slice(0, 400);
  const unfinished = partial && /[\p{L}\p{N}\p{M}+#]$/u.test(query) ? asked.at(-1) : null;
  const separated = german?.separated(asked) ?? new Map();
  const readings = new Map();
  const instead = new Map();
  const corrected = new Map();
  for (const word of new Set(asked)) {
    const verb = separated.get(word);
    const forms = german?.formsOf(word) ?? [];
    let reading = widened(trusted(verb ?? [], 1), trusted([...forms, ...index.stemsOf(word)], verb ? BARE_VERB : 1));
    if (word === unfinished) reading = widened(reading, completions(word, index));
    if (word === unfinished && !reading.size) reading = begunSynonyms(word, index);
    if (!reading.size && asked.length <= MOST_WORDS_REPAIRED && !index.stops.has(word)) {
      reading = trusted(german?.endingIn(word) ?? [], COMPLETION);
      const compound = german?.partsOf(word);
      const meant = !reading.size && (parted(word, index) ?? compound ?? repaired(word, index, lang, german) ?? german?.mainPartOf(word));
      if (meant) instead.set(word, meant);
      else if (!reading.size) reading = alike(word, index);
      if (meant && !isForm(word, meant[0]) && meant.join() !== compound?.join()) corrected.set(word, meant);
    }
    readings.set(word, reading);
    for (const other of instead.get(word) ?? []) if (!readings.has(other)) readings.set(other, exact(other, index, REPAIR));
  }
  const words = asked.flatMap((word) => instead.get(word) ?? [word]);
  const widest = withSynonyms(words, withJoined(words, readings, index), index, german);
  return { words: withinBounds(words.map((word) => term(word, readings, widest, index)), index), instead: corrected };
}

function term(word, readings, widest, index) {
  const own = readings.get(word).size ? readings.get(word) : widest.get(word);
  return { word, stems: widest.get(word), idf: index.idf([...own.keys()]) };
}

const trusted = (stems, trust) => new Map(stems.map((stem) => [stem, trust]));

const exact = (word, index, trust = 1) => trusted(index.stemsOf(word), trust);

const widened = (reading, others) => new Map([...others, ...reading]);

function completions(start, index) {
  const found = [...new Set(index.words())].filter((word) => word.startsWith(start));
  const commonest = found.sort((one, other) => often(other, index) - often(one, index)).slice(0, MOST_COMPLETIONS);
  return trusted(commonest.flatMap((word) => index.stemsOf(word)), COMPLETION);
}

/** How many sections have *word*. */
const often = (word, index) => Math.max(...index.stemsOf(word).map((stem) => index.spread(stem)));

/** Neighbours are answered by the word that they make together too. */
function withJoined(words, readings, index) {
  const joined = new Map(readings);
  words.forEach((right, at) => {
    const together = at ? exact(words[at - 1] + right, index, JOINED) : new Map();
    for (const word of together.size ? [words[at - 1], right] : []) joined.set(word, widened(joined.get(word), together));
  });
  return joined;
}

/** Words of a phrase are answered by the rarest word of what means the same. */
function withSynonyms(words, readings, index, german) {
  const widest = new Map(readings);
  const stem = (word) => index.stemsOf(word)[0] ?? german?.stems(word)[0] ?? german?.root(word) ?? word;
  const stands = (phrase, at) => phrase.length && phrase.every((word, place) => words[at + place] !== undefined && stem(word) === stem(words[at + place]));
  for (const group of index.synonyms) {
    for (const phrase of group) {
      const at = words.findIndex((_, place) => stands(phrase, place));
      if (at < 0) continue;
      for (const other of group) {
        if (other === phrase) continue;
        for (const word of words.slice(at, at + phrase.length)) widest.set(word, widened(widest.get(word), standingFor(other, index)));
      }
    }
  }
  return widest;
}

/** What means the same as a word that begins so. */
function begunSynonyms(start, index) {
  const begun = index.synonyms.filter((group) => start.length > 2 && group.some(([first, more]) => !more && first.startsWith(start)));
  return new Map(begun.flat().flatMap((phrase) => [...standingFor(phrase, index)]));
}

/** The rarest word of a phrase says what it is about. */
const standingFor = (phrase, index) => phrase.map((word) => exact(word, index, SYNONYM)).sort((one, two) => index.idf([...two.keys()]) - index.idf([...one.keys()]))[0] ?? new Map();

/** Articles are looked for by all words but stop words, unless nothing else was asked; of many by the rarest. */
function withinBounds(terms, index) {
  const onlyStops = terms.every(({ word }) => index.stops.has(word));
  for (const one of terms) one.telling = one.stems.size > 0 && (onlyStops || !index.stops.has(one.word));
  if (terms.length <= MOST_WORDS) return terms;
  const rarest = new Set(terms.filter(({ telling }) => telling).sort((one, other) => other.idf - one.idf).map(({ word }) => word).slice(0, 16));
  return terms.filter(({ word }) => rarest.has(word)).slice(0, MOST_WORDS);
}

/** The word of the content that the unknown *word* is most likely a misspelling of; one of the reader's language if any. */
function repaired(word, index, lang, german) {
  const [typed, twoFrom] = german ? [german.plain(word), 9] : [word, TWO_EDITS_FROM];
  const own = index.own(lang);
  const turned = (other) => german?.isTurned(typed, other);
  const foreign = (other, edits) => own.size && (typed.length < 6 || typed[0] !== other[0] || edits > 1 || typed.length === other.length);
  return nearest(typed, own.keys(), twoFrom, index, turned) ?? nearest(typed, index.words(), twoFrom, index, foreign);
}

function nearest(word, among, twoFrom, index, isOther) {
  if (word.length < 4 || word.length > 20) return null;
  const allowed = word.length >= twoFrom ? 2 : 1;
  let [best, most] = [null, -Infinity];
  for (const other of among) {
    if (other.length < 4 || Math.abs(other.length - word.length) > allowed || !/^\p{L}+$/u.test(other)) continue;
    const differs = other[0] !== word[0];
    const edits = distance(word, other, differs && word.length < 9 ? 1 : allowed);
    if (edits === null || !isSlip(word, other, edits) || isOther(other, edits)) continue;
    const score = Math.log(often(other, index)) - EDIT_COST * edits - FIRST_LETTER_COST * differs;
    if (score > most) [best, most] = [[other], score];
  }
  return best;
}

/** Whether *word* is *other* mistyped and not just another word: `butter` is not `better`. See `is_slip` in the service. */
function isSlip(word, other, edits) {
  const replaced = word.length === other.length && [...word].filter((letter, at) => letter !== other[at]).length === edits;
  if (word.length >= TWO_EDITS_FROM) return edits === 1 || !replaced;
  const letters = (one) => [...one].sort().join();
  const doubled = [...word].some((letter, at) => letter === word[at - 1] && word.slice(0, at) + word.slice(at + 1) === other);
  return letters(word) === letters(other) || (word[0] === other[0] && !replaced && (word.length < other.length || doubled));
}

/** Whether two words differ at most by their endings: one is no misspelling of the other. */
function isForm(word, other) {
  const shared = inCommon(word, other);
  return shared >= 4 && [word, other].every((one) => one[shared] !== one[shared - 1] && ENDINGS.test(one.slice(shared)));
}

/** Optimal string alignment distance, or null when it is more than *most*. */
function distance(one, other, most) {
  let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return null;
    [before, row] = [row, next];
  }
  return row[other.length] <= most ? row[other.length] : null;
}

/** The two words that *word* was run together from, where they stand side by side somewhere. */
function parted(word, index) {
  for (let cut = 2; word.length <= MOST_LETTERS && cut <= word.length - 2; cut += 1) {
    const parts = [word.slice(0, cut), word.slice(cut)];
    const [left, right] = parts.map((part) => new Set(index.stemsOf(part)));
    const besides = (stems) => stems.some((stem, at) => right.has(stem) && left.has(stems[at - 1]));
    if (left.size && right.size && (index.articles.some(({ inTitle }) => besides(inTitle)) || index.sections.some(({ inHeading, inText }) => besides(inHeading) || besides(inText)))) return parts;
  }
  return null;
}

/** Other forms of an unknown word, as far as its beginning tells. */
function alike(word, index) {
  const stems = [...index.words()].flatMap((other) => {
    const shared = inCommon(word, other);
    const close = shared >= 4 && shared >= Math.min(word.length, other.length) - 1 && Math.max(word.length, other.length) - shared <= 3;
    return close ? index.stemsOf(other) : [];
  });
  return trusted(stems, ALIKE);
}

/** How many letters two words begin with alike. */
function inCommon(word, other) {
  let shared = 0;
  while (shared < word.length && word[shared] === other[shared]) shared += 1;
  return shared;
}
