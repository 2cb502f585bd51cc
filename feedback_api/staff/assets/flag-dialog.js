/**
 * Asks what is wrong with an article; W, O or M answers at once while no text is being written.
 *
 * Words stay in the field until they are sent, or another article is asked about.
 */
export function askWhatIsWrong(dialog, articleId, title) {
  const form = dialog.querySelector("form");
  dialog.querySelector(".flagged-title").textContent = title;
  if (dialog.dataset.articleId !== articleId) form.reset();
  dialog.dataset.articleId = articleId;
  dialog.returnValue = "";
  dialog.showModal();
  dialog.querySelector("button[value]").focus();
  const press = (event) => {
    if (event.target.localName === "textarea" || event.ctrlKey || event.altKey || event.metaKey) return;
    const button = dialog.querySelector(`button[data-key="${event.key.toLowerCase()}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  };
  dialog.addEventListener("keydown", press);
  return new Promise((resolve) => {
    const close = () => {
      dialog.removeEventListener("keydown", press);
      const words = form.elements.words.value.trim();
      resolve(dialog.returnValue ? { kind: dialog.returnValue, ...(words && { words }) } : null);
    };
    dialog.addEventListener("close", close, { once: true });
  });
}

/** Empties the field once its words are sent, unless others were written meanwhile. */
export function forgetSent(dialog, { words = "" }) {
  const form = dialog.querySelector("form");
  if (form.elements.words.value.trim() === words) form.reset();
}
