/** A search box that fills a small screen: the rest is inert, the page stands still, focus goes back where it was. */
const LOCKED = "hc-locked";

export class FullScreen {
  #element;
  #label;
  #closed;
  #hushed = [];
  #back = null;
  #watcher = null;
  #fit = () => (this.#element.style.height = `${visualViewport.height}px`);

  /** @param closed - called once after each closing, however it came about */
  constructor(element, label, closed) {
    this.#element = element;
    this.#label = label;
    this.#closed = closed;
  }

  get isOpen() {
    return this.#element.hasAttribute("aria-modal");
  }

  /** @param back - what gets the focus after closing; null leaves it to the page */
  open(back) {
    this.#back = back;
    for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"], ["aria-label", this.#label]]) this.#element.setAttribute(name, value);
    this.#hush();
    document.documentElement.classList.add(LOCKED);
    visualViewport.addEventListener("resize", this.#fit); // the keyboard covers what is below it
    if (!("CloseWatcher" in globalThis)) return;
    this.#watcher = new CloseWatcher(); // Android's way back closes the search instead of leaving the page
    this.#watcher.onclose = () => this.close();
  }

  close() {
    if (!this.isOpen) return;
    for (const name of ["role", "aria-modal", "aria-label"]) this.#element.removeAttribute(name);
    for (const element of this.#hushed.splice(0)) element.inert = false;
    document.documentElement.classList.remove(LOCKED);
    visualViewport.removeEventListener("resize", this.#fit);
    this.#element.style.height = "";
    this.#watcher?.destroy();
    if (this.#back) this.#back.focus({ preventScroll: true });
    else document.activeElement.blur();
    this.#closed();
  }

  #hush() {
    for (let inner = this.#element; inner !== document.body; inner = inner.parentElement)
      for (const beside of inner.parentElement.children)
        if (beside !== inner && !beside.inert) {
          beside.inert = true;
          this.#hushed.push(beside);
        }
  }
}
