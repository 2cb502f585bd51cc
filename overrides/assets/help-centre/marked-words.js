/** Marks the words that were searched for on the page that opens, by ranges beside the text instead of elements in it. */
import { wordsFor } from "./trail.js";
import { make, say } from "./wording.js";

const NAME = "help-centre-words";
const NOT_TEXT = "help-centre-rating, .headerlink, script, style, template";
let button = null;

// Scripts without spaces between words have no edges to look for.
const LETTER = "[\\p{L}--[฀-໿぀-鿿]]";

/** A word, and its other forms by up to three more letters. */
function pattern(words) {
  const escaped = words.map((word) => word.replace(/[$(-+./?[-^{-}]/g, "\\$&"));
  return new RegExp(`(?<!${LETTER}|\\p{N})(?:${escaped.join("|")})${LETTER}{0,3}(?!${LETTER}|\\p{N})`, "giv");
}

function find(article, words) {
  const ranges = [];
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const wanted = pattern(words);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest(NOT_TEXT)) continue;
    for (const { index, 0: word } of text.data.matchAll(wanted)) {
      const range = new Range();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
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
  const words = wordsFor(location.pathname).filter((word) => word.length > 1);
  const article = document.querySelector("article");
  const ranges = words.length && article ? find(article, words) : [];
  if (!ranges.length) return;
  CSS.highlights.set(NAME, new Highlight(...ranges));
  button = make("button", "hc-marks", say(document.querySelector("help-centre-search"), "Unmark"));
  button.type = "button";
  button.addEventListener("click", unmark);
  document.body.append(button);
}

// Material announces each page that instant navigation puts in; other themes load each page anew.
if ("highlights" in CSS) globalThis.document$ ? globalThis.document$.subscribe(markPage) : markPage();
