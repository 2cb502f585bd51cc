/** What appears below the search box: how many results, what was searched instead, the results, or the way on. */
import { belongs, hit, nothing, notesOn, unreachable } from "./hits.js";
import { Listbox } from "./listbox.js";
import { make, say } from "./wording.js";

/** As many results as the list of a search shows at most. */
export const MOST = 50;

let count = 0;

export class SearchPanel {
  /** Whether the service did not give what was shown last. */
  isQuick = false;
  #host;
  #said = make("p", "hc-panel__said");
  #note = make("div", "hc-panel__note");
  #list = make("div", "hc-panel__list");

  /** @param host - the element whose wording is used; its form gets the panel, its *input* becomes a combobox */
  constructor(host, form, input) {
    this.#host = host;
    this.#said.setAttribute("role", "status");
    this.#list.id = `help-centre-results-${(count += 1)}`;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", say(host, "Results"));
    this.#list.tabIndex = -1; // browsers put what scrolls into the tab order
    const states = { role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": this.#list.id };
    for (const [name, value] of Object.entries(states)) input.setAttribute(name, value);
    this.options = new Listbox(input, this.#list);
    this.element = make("div", "hc-panel", "", this.#note, this.#list);
    form.append(this.#said, this.element);
    this.close();
  }

  get isOpen() {
    return !this.element.hidden;
  }

  close() {
    this.element.hidden = true;
    this.#said.textContent = "";
    this.options.show([]);
  }

  /** @param allUrl - gives the address of the page with every result for some words */
  show(answer, allUrl) {
    const shown = answer.results.length;
    this.isQuick = Boolean(answer.quick);
    const links = answer.results.map((result) => hit(result, this.#host));
    links.push(...(answer.completions ?? []).map((words) => this.#more(words, words, allUrl)));
    if (answer.total > shown && shown < MOST) links.push(this.#more(say(this.#host, answer.quick ? "QuickAll" : "All", answer), answer.query, allUrl));
    belongs(this.#list, answer);
    this.#note.replaceChildren(...this.#notes(answer));
    this.options.show(links);
    this.element.hidden = false;
    this.#said.textContent = this.#count(answer, shown);
  }

  /** Says what to type in the place of results. */
  hint() {
    this.#put(make("p", "", say(this.#host, "Hint")));
  }

  /** Says in the place of results that nothing answers *query*. */
  giveUp(query) {
    this.isQuick = true;
    this.#put(unreachable(query, this.#host));
  }

  #put(text) {
    this.options.show([]);
    this.#note.replaceChildren(text);
    this.element.hidden = false;
  }

  /** A link to the page with every result for *query*. */
  #more(text, query, url) {
    const link = make("a", "hc-hit hc-hit--all", text);
    link.href = url(query);
    return link;
  }

  #notes(answer) {
    if (!answer.results.length) return [nothing(answer, this.#host)];
    return notesOn(answer, this.#host).map((note) => make("p", "", note));
  }

  #count(answer, shown) {
    if (!shown) return say(this.#host, answer.quick ? "QuickNone" : "None", { words: answer.query });
    const kind = answer.quick ? "QuickSome" : shown === 1 ? "One" : "Some";
    return say(this.#host, kind, { shown, total: answer.total });
  }
}
