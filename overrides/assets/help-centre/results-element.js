/** `<help-centre-results>`: fills the results page from the site's own list when no service has filled it. */
import { belongs, hit, nothing, notesOn, unreachable } from "./hits.js";
import { answers, prepare, search } from "./search-service.js";
import { noteSearch } from "./trail.js";
import { make, say } from "./wording.js";

const LIMIT = 20;

const asked = () => new URL(location).searchParams.get("q")?.trim();

class HelpCentreResults extends HTMLElement {
  #left = new AbortController();
  #query;

  connectedCallback() {
    const query = (this.#query = asked());
    const slot = this.querySelector("#help-centre-slot");
    if (!slot.childElementCount) this.#fill(slot, query);
    else if (query) noteSearch({ query });
    const form = slot.querySelector("[role=search]"); // other pages of the service are filled in the same place
    if (!form) return;
    prepare().catch(() => {}); // who searched once searches again
    const { signal } = this.#left;
    form.addEventListener("submit", (event) => this.#again(event, slot), { signal });
    addEventListener("popstate", () => this.#back(slot, form), { signal });
  }

  disconnectedCallback() {
    this.#left.abort();
  }

  /** What is searched for next comes from the service as well, unless that went away meanwhile. */
  async #again(event, slot) {
    event.preventDefault();
    const form = event.target;
    if (await answers()) return form.submit();
    const query = form.elements.q.value.trim();
    history.pushState(null, "", `?${new URLSearchParams({ q: query })}`);
    this.#fill(slot, query, form);
  }

  /** Follows Back to another search; a jump within the page and one to another page are told of in the same way. */
  #back(slot, form) {
    const query = asked();
    if (!query || query === this.#query) return;
    form.elements.q.value = query;
    this.#fill(slot, query, form);
  }

  async #fill(slot, query, ...above) {
    this.#query = query;
    document.title = say(this, query ? "Title" : "Empty", { words: query });
    slot.replaceChildren(make("h1", "", document.title), ...above);
    if (!query) return;
    try {
      const answer = await search(query, { limit: LIMIT, signal: this.#left.signal });
      slot.append(...this.#shown(answer));
    } catch {
      slot.append(unreachable(query, this));
    }
  }

  #shown(answer) {
    if (!answer.results.length) return [nothing(answer, this)];
    const list = make("ol", "hc-list", "", ...answer.results.map((result) => make("li", "", "", hit(result, this))));
    belongs(list, answer);
    return [...notesOn(answer, this).map((note) => make("p", "hc-list__note", note)), list];
  }
}

customElements.define("help-centre-results", HelpCentreResults);
