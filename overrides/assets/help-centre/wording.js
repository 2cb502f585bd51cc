/** Sentences stand in the templates, where they are translated: `data-say-*` of the element that says them. */
export function say(element, name, values = {}) {
  const sentence = element.dataset[`say${name}`] ?? "";
  return sentence.replace(/\{(\w+)\}/g, (_, word) => values[word] ?? "");
}

/** An element with a class and text; children may follow. */
export function make(tag, className, text = "", ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(text, ...children);
  return element;
}
