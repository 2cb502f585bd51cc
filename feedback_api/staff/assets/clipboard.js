/**
 * Copies one thing in three forms, so that pasting fits wherever it lands: rich text, plain text and Markdown.
 *
 * Markdown goes under the type `web text/markdown` where browsers allow such types.
 */
export async function copy({ html, plain, markdown }) {
  const forms = { "text/html": html, "text/plain": plain };
  if (globalThis.ClipboardItem?.supports?.("web text/markdown")) forms["web text/markdown"] = markdown;
  const blobs = Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type })]);
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  } catch {
    copyByEvent({ "text/html": html, "text/plain": plain, "text/markdown": markdown });
  }
}

/** Copies Markdown alone, as text: for fields that take plain text only. */
export async function copyMarkdown({ markdown }) {
  try {
    await navigator.clipboard.writeText(markdown);
  } catch {
    copyByEvent({ "text/plain": markdown });
  }
}

/** Where the browser lets nothing copy, *text* stands marked in a *field* for who copies it by hand; then *copied* is called. */
export function offer(field, text, copied) {
  field.value = text;
  field.hidden = false;
  field.focus();
  field.select();
  field.oncopy = () => {
    field.oncopy = null;
    copied();
  };
}

/** Without HTTPS, and in frames that may not write, the newer way is closed. */
function copyByEvent(forms) {
  const fill = (event) => {
    event.preventDefault();
    for (const [type, text] of Object.entries(forms)) event.clipboardData.setData(type, text);
  };
  document.addEventListener("copy", fill, { once: true });
  const copied = document.execCommand("copy");
  document.removeEventListener("copy", fill);
  if (!copied) throw new Error("copying is refused");
}
