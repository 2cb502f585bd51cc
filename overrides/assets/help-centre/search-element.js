/** `<help-centre-search>`: makes a plain search form answer while the customer types. */
import { FullScreen } from "./full-screen.js";
import { MOST, SearchPanel } from "./search-panel.js";
import { answers, prepare, search } from "./search-service.js";
import { say } from "./wording.js";

const PAUSE_MS = 120;
const LIMIT = 6;
const SMALL = matchMedia("(max-width: 59.984375em)");

class HelpCentreSearch extends HTMLElement {
  #gone = null;
  #asked = new AbortController();
  #pause = 0;
  #form = null;
  #input = null;
  #panel = null;
  #screen = null;

  connectedCallback() {
    this.#gone = new AbortController();
    this.#form = this.querySelector("form");
    this.#input = this.#form.elements.q;
    this.#form.action = this.#form.action; // absolute: the header outlives the page that its address was written for
    this.#panel ??= new SearchPanel(this, this.#form, this.#input);
    this.#screen ??= new FullScreen(this, say(this, "Dialog"), () => this.#quiet());
    this.#listen();
    this.#takeUp(new URL(location).searchParams);
  }

  disconnectedCallback() {
    this.#screen.close();
    this.#gone.abort();
    this.#quiet();
  }

  /** Brings the cursor into the box, which on a small screen then fills it. */
  open() {
    const { activeElement } = document;
    const back = this.contains(activeElement) || activeElement === document.body ? this.#opener : activeElement;
    if (SMALL.matches && !this.#screen.isOpen) this.#screen.open(back);
    this.#input.focus();
    this.#input.select();
    if (this.#screen.isOpen && !this.#input.value) this.#panel.hint();
  }

  get #isShown() {
    return this.getClientRects().length > 0;
  }

  /** The sign in the header that stands for the box on a small screen; the box of the home page has none. */
  get #opener() {
    return this.querySelector(".hc-search__open");
  }

  #listen() {
    const on = (target, type, listener) => target.addEventListener(type, listener, { signal: this.#gone.signal });
    on(this.#input, "input", () => this.#typed());
    on(this.#input, "keydown", (event) => this.#key(event));
    on(this.#input, "focus", () => this.#focused());
    on(this.#form, "reset", () => this.#emptied());
    on(this.#panel.element, "mousedown", (event) => event.preventDefault()); // or the box would lose the focus, and close
    on(this.#panel.element, "click", (event) => this.#chosen(event));
    on(this.#form, "submit", (event) => this.#stay(event));
    on(this, "focusout", ({ relatedTarget }) => this.#screen.isOpen || this.contains(relatedTarget) || this.#quiet());
    on(this.querySelector(".hc-search__close"), "click", () => this.#screen.close());
    on(SMALL, "change", () => this.#screen.close());
    on(document, "keydown", (event) => this.#shortcut(event));
    if (this.#opener) on(this.#opener, "click", (event) => (event.preventDefault(), this.open()));
  }

  /** A link with `?q=` arrives with its question asked, unless the page that opens answers or carries it on itself. */
  #takeUp(parameters) {
    const query = parameters.get("q");
    if (!query || !this.#isShown) return;
    this.#input.value = query;
    if (document.getElementById("help-centre-slot") || parameters.has("search_id") || parameters.has("found")) return;
    this.open();
    this.#ask({ partial: false });
  }

  #typed() {
    clearTimeout(this.#pause);
    this.#panel.options.mark(-1); // it answered other words
    this.#pause = setTimeout(() => this.#ask({ partial: true }), PAUSE_MS);
  }

  async #ask({ partial, limit = LIMIT }) {
    const query = this.#input.value.trim();
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    if (!query) return this.#emptied();
    try {
      const answer = await search(query, { limit, partial, signal });
      if (!signal.aborted) this.#panel.show(answer, (words) => this.#allUrl(words));
    } catch {
      if (!signal.aborted) this.#panel.giveUp(query);
    }
  }

  #allUrl(query) {
    const url = new URL(this.#form.action);
    url.searchParams.set("q", query);
    return url.href;
  }

  #key(event) {
    const { options } = this.#panel;
    const actions = {
      ArrowDown: () => (this.#panel.isOpen ? options.move(1) : this.#ask({ partial: true })),
      ArrowUp: () => options.move(-1),
      Enter: options.marked && (() => options.marked.click()),
      Escape: () => this.#escape(),
    };
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || !actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  /** The page with every result comes from the service: while that is away, all are shown here, the first one marked. */
  async #stay(event, open = () => this.#form.submit()) {
    event.preventDefault();
    clearTimeout(this.#pause);
    if (!this.#panel.isQuick && (await answers())) return open();
    await this.#ask({ partial: true, limit: MOST });
    if (this.#panel.isQuick) this.#panel.options.move(1);
    else open();
  }

  #chosen(event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // others may be opened beside it
    if (!link.matches(".hc-hit--all")) return this.#leave();
    this.#input.value = new URL(link.href).searchParams.get("q"); // what others asked is not what was typed
    this.#stay(event, () => location.assign(link.href));
  }

  #escape() {
    if (this.#screen.isOpen) this.#screen.close();
    else if (this.#panel.isOpen) this.#quiet();
    else this.#form.reset();
  }

  /** `/` leads here from anywhere but a field; Material's own keys stay as they are. */
  #shortcut(event) {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.defaultPrevented || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#isShown) return;
    event.preventDefault();
    this.open();
  }

  #focused() {
    prepare().catch(() => {}); // who needs it then tries again, and tells
    if (SMALL.matches && !this.#screen.isOpen) this.open();
    else if (this.#input.value.trim() && !this.#panel.isOpen) this.#typed();
  }

  #emptied() {
    this.#quiet();
    if (this.#screen.isOpen) this.#panel.hint();
    this.#input.focus();
  }

  /** Follows a result: instant navigation keeps the header, so the box closes by itself. */
  #leave() {
    if (this.#screen.isOpen) this.#screen.close();
    else this.#quiet();
    this.#input.blur();
  }

  /** No results, and none to come. */
  #quiet() {
    clearTimeout(this.#pause);
    this.#asked.abort();
    this.#panel.close();
  }
}

customElements.define("help-centre-search", HelpCentreSearch);
