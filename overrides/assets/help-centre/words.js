/** Words as the static index compares them: without case, accents and, in a query, the words that every text has. */
const COMMON = new Set(
  "a an and are as at be by can cannot do does for from how i in is it me my not of on or that the this to was what when where which who why will with you your".split(" "),
);

/** The words of *text*; those that say nothing are left out unless *all* are wanted or nothing else remains. */
export function words(text, { all = false } = {}) {
  const plain = /[^\0-\x7f]/.test(text) ? text.normalize("NFKD").replace(/\p{M}/gu, "") : text;
  const every = plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = all ? every : every.filter((word) => !COMMON.has(word));
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
  if (root(term) === root(word)) return 0.95;
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
