/** `<help-centre-rating>`: "Did this help?" as a conversation that does not leave the page. */
import { lasting, visit } from "./kept.js";
import { delivered, newKey, send } from "./outbox.js";
import { note, searchBefore } from "./trail.js";
import { say } from "./wording.js";

const REMEMBERED = 300;

class HelpCentreRating extends HTMLElement {
  #form = null;
  #status = null;
  #details = null;
  #answers = 0;

  connectedCallback() {
    if (!this.#form) {
      this.#form = this.querySelector("form");
      this.#status = this.querySelector(".hc-rating__status");
      this.#details = this.querySelector(".hc-rating__details");
      this.#form.addEventListener("submit", (event) => this.#submit(event));
      this.#details.addEventListener("keydown", (event) => this.#enter(event));
      this.querySelector(".hc-rating__more").addEventListener("click", () => this.#ask());
      this.#form.addEventListener("input", () => visit.set("draft", [this.#name, [...new FormData(this.#form)]]));
      this.#restore();
    }
    note({ kind: "page", ...this.#text, title: document.querySelector("h1")?.firstChild.textContent.trim() });
    const { helpful } = this.#said;
    if (helpful !== undefined) this.#show(helpful, helpful ? "WasYes" : "WasNo");
  }

  /** Which text is rated. */
  get #text() {
    const { article_id: articleId, revision } = Object.fromEntries(new FormData(this.#form));
    return { article_id: articleId, revision };
  }

  get #name() {
    return Object.values(this.#text).join("@");
  }

  /** What this reader said of this text before: `{key, helpful}`, or nothing. */
  get #said() {
    return lasting.get("rated", {})[this.#name] ?? {};
  }

  #submit(event) {
    event.preventDefault();
    const helpful = event.submitter?.value !== "no";
    const complete = event.submitter?.classList.contains("hc-rating__send") ?? false;
    if (helpful || complete) this.#details.hidden = true;
    else this.#ask();
    this.#tell(helpful, complete);
  }

  /** Enter in a field would press the form's first button, and so say "yes". */
  #enter(event) {
    if (event.key !== "Enter" || event.isComposing || event.target.localName !== "input") return;
    event.preventDefault();
    this.#form.requestSubmit(this.querySelector(".hc-rating__send"));
  }

  /** Gives back what was written here and not sent, before a link was followed. */
  #restore() {
    const [name, fields] = visit.get("draft", []);
    if (name !== this.#name) return;
    for (const [field, value] of fields) this.#form.elements[field].value = value;
    this.#details.hidden = false;
  }

  /** Opens the questions that follow a "no"; the first is what the writers need most. */
  #ask() {
    this.#details.hidden = false;
    this.#form.scrollIntoView({ block: "nearest" });
    this.#form.elements.goal.focus({ preventScroll: true });
  }

  async #tell(helpful, complete) {
    const key = this.#said.key ?? newKey();
    this.#remember({ key, helpful });
    note({ kind: "rating", ...this.#text, helpful });
    const answer = (this.#answers += 1);
    const heard = helpful ? "Yes" : complete ? "Details" : "No";
    this.#show(helpful, heard);
    if (complete) this.#status.focus();
    const words = this.#words(complete);
    const state = await send({ key, ...this.#text, helpful, ...words });
    if (complete && state !== "refused") visit.set("draft", []);
    if (answer !== this.#answers) return;
    if (state === "refused" && words.email) {
      this.#details.hidden = false;
      this.#show(helpful, "Address");
    } else if (state === "refused") {
      this.#remember({});
      this.#show(helpful, "Refused");
    }
    if (state !== "waiting") return;
    this.#show(helpful, complete ? "DetailsWaiting" : "Waiting");
    await delivered(key);
    if (answer === this.#answers) this.#show(helpful, heard);
  }

  /** What was written, where it belongs to a "no" with details; `website` is the field that only machines fill in. */
  #words(complete) {
    const searchId = searchBefore(this.#text.article_id);
    const fields = Object.fromEntries(new FormData(this.#form));
    const names = complete ? ["goal", "reason", "comment", "email", "website"] : ["website"];
    const written = names.filter((name) => fields[name]?.trim()).map((name) => [name, fields[name]]);
    const replied = visit.get("replied");
    const came = replied?.articleId === this.#text.article_id && { via: "reply", anchor: replied.anchor };
    return { ...Object.fromEntries(written), ...(searchId && { search_id: searchId }), ...came };
  }

  #remember(said) {
    const { [this.#name]: _, ...others } = lasting.get("rated", {});
    const latest = [...Object.entries(others), [this.#name, said]].slice(-REMEMBERED);
    lasting.set("rated", Object.fromEntries(latest));
  }

  #show(helpful, sentence) {
    for (const button of this.querySelectorAll(".hc-rating__vote")) button.setAttribute("aria-pressed", String((button.value === "yes") === helpful));
    this.#status.textContent = say(this, sentence);
    this.querySelector(".hc-rating__after").hidden = helpful;
    this.querySelector(".hc-rating__more").hidden = !this.#details.hidden || sentence.startsWith("Details");
  }
}

customElements.define("help-centre-rating", HelpCentreRating);
