/** Words as the static index compares them: without case, accents and, in a query, the words that every text has. */
const COMMON = {
  en: "a an and are as at be by can cannot do does for from how i in is it me my not of on or should that the this to was what when where which who why will with you your".split(" "),
  de: "am an auf aus das dem den der des die ein eine einem einen einer es fur ich im in ist kann man mein mit nicht sie und von was wie wo zu zum".split(" "),
};

// Scripts that write no spaces: there, two neighbours count as a word.
const NEIGHBOURS = /[฀-໿぀-鿿](?=([฀-໿぀-鿿]))|(?<=[฀-໿぀-鿿])[฀-໿぀-鿿]/g;

/** The words of *text* in order, folded. */
export function everyWord(text = "") {
  if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(NEIGHBOURS, (one, next) => (next ? ` ${one}${next} ` : "")).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether *word* stands in every text in the language of the page. */
export const isCommon = (word) => COMMON[document.documentElement.lang.slice(0, 2)]?.includes(word);

/** The words of *text*, each once; those that say nothing are left out unless nothing else remains. */
export function words(text) {
  const every = everyWord(text);
  const telling = every.filter((word) => !isCommon(word));
  return [...new Set(telling.length ? telling : every)];
}

const roots = new Map();

/** What the forms of an English word share, roughly: `file` of `files`, `tag` of `tagging`. */
function root(word) {
  if (!roots.has(word)) {
    const stripped = word.replace(/(?<=\p{L}{2})(?:ies|y)$/u, "i").replace(/(?<=\p{L}{3})(?:ing|ed|es|e|(?<!s)s)$/u, "");
    roots.set(word, stripped.replace(/(\p{L})\1$/u, "$1"));
  }
  return roots.get(word);
}

/** How alike *term* and *word* are: 1 the same, from 0.5 another form or an unfinished word, 0.4 one typing mistake, else 0. */
export function closeness(term, word, unfinished) {
  if (term === word) return 1;
  if (term[0] === word[0] && root(term) === root(word)) return 0.95; // a root takes time
  if (unfinished && word.startsWith(term)) return 0.8;
  const shared = sharedStart(term, word);
  const rest = Math.max(term.length, word.length) - shared;
  if (shared >= 4 && rest <= 3 && shared >= Math.min(term.length, word.length) - 1) return 0.6;
  return term.length > 3 && oneMistake(term, word) ? 0.4 : 0;
}

function sharedStart(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** Whether one letter too many, too few, wrong, or swapped with the next makes *one* the *other*. */
function oneMistake(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  const at = sharedStart(one, other);
  const [a, b] = [one.slice(at), other.slice(at)];
  return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}
