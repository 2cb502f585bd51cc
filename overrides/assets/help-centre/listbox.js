/** The options of a combobox: which one is marked, and what assistive technology is told about it. */
export class Listbox {
  #input;
  #list;
  #marked = -1;

  constructor(input, list) {
    this.#input = input;
    this.#list = list;
  }

  get marked() {
    return this.#list.children[this.#marked] ?? null;
  }

  get isOpen() {
    return this.#input.getAttribute("aria-expanded") === "true";
  }

  /** Replaces the options by *links*; none closes the list. */
  show(links) {
    this.mark(-1);
    this.#list.replaceChildren(...links);
    links.forEach((link, position) => {
      link.id = `${this.#list.id}-${position}`;
      link.tabIndex = -1;
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
    });
    this.#input.setAttribute("aria-expanded", String(links.length > 0));
  }

  /** Marks the next (1) or previous (-1) option, around the ends. */
  move(step) {
    const count = this.#list.children.length;
    if (count) this.mark(this.#marked < 0 && step < 0 ? count - 1 : (this.#marked + step + count) % count);
  }

  mark(position) {
    this.marked?.setAttribute("aria-selected", "false");
    this.#marked = position;
    const option = this.marked;
    this.#input.setAttribute("aria-activedescendant", option?.id ?? "");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
  }
}
