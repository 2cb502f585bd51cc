/** The words that the bookmarklet marked, kept in this tab alone for the way to a provider and back, and no longer. */
const NAME = "help-centre-marked";
// As long as the service knows of somebody who is at a provider.
const KEPT_MS = 600_000;

/** A frame may have no storage: then nothing is kept. */
export function keepMarked(words) {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ words, at: Date.now() }));
  } catch {
    return;
  }
}

/** Gives the words once, unless whoever went to the provider did not come back. */
export function takeMarked() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(NAME));
    sessionStorage.removeItem(NAME);
    return kept && Date.now() - kept.at < KEPT_MS ? kept.words : null;
  } catch {
    return null;
  }
}
