/** Words as the service's analysis folds them: without case and accents. */
const COMMON = {
  en: "a an and are as at be by can cannot do does for from how i in is it me my not of on or should that the this to was what when where which who why will with you your",
  de: "am an auf aus das dem den der des die ein eine einem einen einer es fur ich im in ist kann man mein mit nicht sie und von was wie wo zu zum",
};

// Scripts that write no spaces: there, two neighbours count as a word.
const NEIGHBOURS = /[฀-໿぀-鿿](?=([฀-໿぀-鿿]))|(?<=[฀-໿぀-鿿])[฀-໿぀-鿿]/g;
const NAME = "(?<![\\p{L}\\p{N}])[a-z](?:\\+\\+|#)(?![\\p{L}\\p{N}])";
const LETTERS = "[\\p{L}\\p{N}]+";
const CHUNK = new RegExp(`${NAME}|${LETTERS}(?:[-_.'’/+:@&]${LETTERS})*`, "gu");
const PART = new RegExp(`${NAME}|${LETTERS}`, "gu");
const PLAIN = /(?<![a-z0-9])[a-z](?:\+\+|#)(?![a-z0-9])|[a-z0-9]+(?:[-_.'/+:@&][a-z0-9]+)*/g;
const MOST_JOINED = 4;
// Two German words that the umlaut alone tells apart, such as `drücken` and `drucken`: it is written as two letters.
const APART = /(?<=dr)ü(?=c?k)|(?<=f)ö(?=rder)|(?<=z)ä(?=h?l)|(?<=t)ä(?=usch)|(?<=k)ü(?=che)|(?<=b)ü(?=rger)/g;

/** The words of *text* in order, folded; what has signs within, such as `wi-fi`, gives its parts and `wifi`. */
export function everyWord(text = "") {
  const found = /[^\0-\x7f]/.test(text) ? plainly(text).match(CHUNK) : text.toLowerCase().match(PLAIN); // plain ones are most, and read in half the time
  const every = [];
  for (const chunk of found ?? []) {
    if (!/[-_.'’/:@&]|\+./.test(chunk)) {
      every.push(chunk);
      continue;
    }
    const parts = chunk.replace(/['’]/g, "").match(PART);
    every.push(...parts);
    if (parts.length > 1 && parts.length <= MOST_JOINED) every.push(parts.join(""));
  }
  return every;
}

function plainly(text) {
  const apart = text.normalize("NFKC").toLowerCase().replace(APART, (letter) => ({ ä: "ae", ö: "oe", ü: "ue" })[letter]);
  const folded = apart.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ß", "ss");
  return folded.replace(NEIGHBOURS, (one, next) => (next ? ` ${one}${next} ` : ""));
}

/** The words of *text*, each once; those that say nothing are left out unless nothing else remains. */
export function words(text) {
  const every = everyWord(text);
  const common = COMMON[document.documentElement.lang.slice(0, 2)]?.split(" ");
  const telling = every.filter((word) => !common?.includes(word));
  return [...new Set(telling.length ? telling : every)];
}
