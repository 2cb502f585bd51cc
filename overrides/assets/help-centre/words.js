/** Words as the service splits and folds them: search_service/words/analysis.py. */
const COMMON = {
  en: "a an and are as at be by can cannot do does for from how i in is it me my not of on or should that the this to was what when where which who why will with you your",
  de: "am an auf aus das dem den der des die ein eine einem einen einer es fur ich im in ist kann man mein mit nicht sie und von was wie wo zu zum",
};

// Scripts that write no spaces: there, two neighbours count as a word.
const UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}]";
const IS_UNSPACED = new RegExp(`^${UNSPACED}`, "u");
const NAME = "(?<![\\p{L}\\p{N}])[a-z](?:\\+\\+|#)(?![\\p{L}\\p{N}])";
// Letters and digits, with the marks and invisible joiners that may follow them.
const LETTER = `(?:[a-z0-9]|(?!${UNSPACED})[\\p{L}\\p{N}])`;
const LETTERS = `${LETTER}(?:${LETTER}|[\\p{M}\\xad\u200c\u200d])*`;
const CHUNK = new RegExp(`${NAME}|${LETTERS}(?:[-_.'’/+:@&]${LETTERS})*|${UNSPACED}+`, "gu");
// The same for ASCII, which most texts are: sooner made ready.
const PLAIN = /(?<![a-z0-9])[a-z](?:\+\+|#)(?![a-z0-9])|[a-z0-9]+(?:[-_.'/+:@&][a-z0-9]+)*/g;
const IS_WORD = /^[a-z0-9]{1,64}$/;
const MOST_JOINED = 4;
// Two German words that the umlaut alone tells apart, such as `drücken` and `drucken`: it is written as two letters. And letters without a mark to take.
export const APART = /(?<=dr)ü(?=c?k)|(?<=f)ö(?=rder)|(?<=z)ä(?=h?l)|(?<=t)ä(?=usch)|(?<=k)ü(?=che)|(?<=b)ü(?=rger)|[ßς]/g;
export const INSTEAD = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", ς: "σ" };
// Marks that words are written without too, and the line that makes Arabic ones long; other marks are vowels.
const ACCENTS = /(?=[\u0300-\u077f\u1dc0-\u20ff\ufe00-\ufe2f])\p{M}|\u0640/gu;

/** What stands between spaces and signs, and is split by: letters with all that may follow them. */
export const RUN = /([\p{L}\p{N}\p{M}\xad\u200c\u200d]+)/gu;

/** The words of *text* in order, folded; what has signs within, such as `wi-fi`, gives its parts and `wifi`. */
export function everyWord(text) {
  const every = [];
  for (const chunk of text.toLowerCase().match(/[^\0-\x7f]/.test(text) ? CHUNK : PLAIN) ?? []) {
    if (IS_WORD.test(chunk)) every.push(chunk);
    else every.push(...wordsOf(chunk).map(fold).filter(Boolean));
  }
  return every;
}

/** The parts of *chunk* that are words, and what they make together. */
function wordsOf(chunk) {
  if (IS_UNSPACED.test(chunk)) {
    const letters = chunk.match(/.[\uff9e\uff9f]?/gsu);
    return letters.map((letter, at) => letter + (letters[at + 1] ?? "")).slice(0, letters.length - 1 || 1);
  }
  const parts = chunk.split(/[-_./+:@&](?=[^+])/); // `c++` is one
  return parts.length > 1 && parts.length <= MOST_JOINED ? [...parts, parts.join("")] : parts;
}

export function fold(word) {
  if (IS_WORD.test(word)) return word;
  const plain = word.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}\p{M}+#]/gu, "");
  const folded = plain.replace(APART, (letter) => INSTEAD[letter]).normalize("NFKD").replace(ACCENTS, "");
  return /^.{0,64}/su.exec(IS_UNSPACED.test(plain) ? plain.normalize("NFKC") : folded)[0];
}

/** The words of *text*, each once; those that say nothing are left out unless nothing else remains. */
export function words(text) {
  const every = everyWord(text);
  const common = COMMON[document.documentElement.lang.slice(0, 2)]?.split(" ");
  const telling = every.filter((word) => !common?.includes(word));
  return [...new Set(telling.length ? telling : every)];
}
