/** The words that the bookmarklet marked, kept in this tab alone for the way to a provider and back. */
const NAME = "help-centre-marked";

/** A frame may have no storage: then nothing is kept. */
export function keepMarked(words) {
  try {
    sessionStorage.setItem(NAME, words);
  } catch {
    return;
  }
}

/** Gives the words once. */
export function takeMarked() {
  try {
    const words = sessionStorage.getItem(NAME);
    sessionStorage.removeItem(NAME);
    return words;
  } catch {
    return null;
  }
}
