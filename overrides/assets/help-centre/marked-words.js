/** Marks the words that were searched for on the page that opens, by ranges beside the text instead of elements in it. */
import { wordsFor } from "./trail.js";
import { make, say } from "./wording.js";
import { APART, INSTEAD, fold } from "./words.js";

const NAME = "help-centre-words";
const NOT_TEXT = "help-centre-rating, .headerlink, script, style, template";
let button = null;

// Scripts without spaces between words have no edges to look for.
const LETTER = "[\\p{L}--[฀-໿぀-鿿]]";

// A German verb as it is typed, and its forms as they are written: `löschen` and `gelöscht`.
const VERB = /^(?:ge(?=.*t$))?(\p{L}{4,}?)(?:en|(?<=e[lr])n|e?t)$/u;
const FORMS = "(?:(?<!e[lr])e[mnrst]?|(?<=e[lr])n|t(?:e[mnrst]?)?|etes?|ung(?:en)?)?";
// One with a prefix that stands apart, which is left out or set before the rest: `ausdrucken`, `drucken` and `ausgedruckt`. Nouns in `-ung` are none.
const SEPARABLE = /^(ab|an|auf|aus|bei|ein|her|hin|los|mit|vor|weg|zu(?:ruck|sammen)?)(?:ge|zu)?(\p{L}{4,}?)(?<!ung)(?:en|(?<=e[lr])n|e?t)$/u;
const FOLDED = new RegExp(`(${APART.source})|([\\p{L}\\p{N}\\p{M}\\xad\u200c\u200d])|[^]`, "gu");

/** A word, and its other forms by up to three more letters, which make other words of the shortest; in German also those of a verb. */
function pattern(words) {
  const isGerman = document.documentElement.lang.startsWith("de");
  const forms = words.flatMap((word) => {
    const escaped = word.replace(/[$(-+./?[-^{-}]/g, "\\$&");
    const [, verb] = (isGerman && VERB.exec(word)) || [];
    const [, prefix, bare] = (isGerman && SEPARABLE.exec(word)) || [];
    return [
      /^[a-z]{2,3}$/.test(word) ? word : `${escaped}${LETTER}{0,3}`,
      ...(verb ? [`(?:ge)?${verb}${FORMS}`] : []),
      ...(bare ? [`(?:${prefix})?(?:ge|zu)?${bare}(?:e[nt]?|n|t(?:e[nst]?)?)`] : []),
    ];
  });
  return new RegExp(`(?<!${LETTER}|\\p{N})(?:${forms.join("|")})(?!${LETTER}|\\p{N})`, "giv");
}

/** *text* as words are folded, and the place in *text* of each letter of that. */
function folded(text) {
  const places = [];
  let plain = "";
  for (const { 0: sign, 1: apart, 2: letter, index } of text.replaceAll("İ", "I").toLowerCase().matchAll(FOLDED)) {
    const letters = apart ? INSTEAD[apart] : letter ? fold(letter) : sign;
    plain += letters;
    for (let at = 0; at < letters.length; at += 1) places.push(index);
  }
  return { plain, places };
}

function find(article, words) {
  const ranges = [];
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const wanted = pattern(words.map((word) => folded(word.normalize()).plain));
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest(NOT_TEXT)) continue;
    const composed = text.data.normalize();
    if (text.data !== composed) text.data = composed; // the same letters, so that each has one place
    const { plain, places } = folded(composed);
    for (const { index, 0: word } of plain.matchAll(wanted)) {
      const range = new Range();
      range.setStart(text, places[index]);
      range.setEnd(text, places[index + word.length] ?? composed.length);
      ranges.push(range);
    }
  }
  return ranges;
}

function unmark() {
  CSS.highlights.delete(NAME);
  button?.remove();
  button = null;
}

function markPage() {
  unmark();
  const spoken = document.querySelector(".hc-languages")?.lang;
  if (spoken && spoken !== document.documentElement.lang) return; // it is about to be loaded anew
  const words = wordsFor(location.pathname).filter((word) => word.length > 1);
  const article = document.querySelector("article");
  const ranges = words.length && article ? find(article, words) : [];
  if (!ranges.length) return;
  CSS.highlights.set(NAME, new Highlight(...ranges));
  button = make("button", "hc-marks", say(document.querySelector("help-centre-search"), "Unmark"));
  button.type = "button";
  button.addEventListener("click", unmark);
  article.append(button); // above what follows, so that it covers nothing for good
}

// Material announces each page that instant navigation puts in; other themes load each page anew.
if ("highlights" in CSS) globalThis.document$ ? globalThis.document$.subscribe(markPage) : markPage();
