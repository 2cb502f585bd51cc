/** `<help-centre-contact>`: a question to a person, with answers while typing and what was done before. */
import { hit } from "./hits.js";
import { visit } from "./kept.js";
import { newKey } from "./outbox.js";
import { search } from "./search-service.js";
import { operation } from "./site.js";
import { note } from "./trail.js";
import { make, say } from "./wording.js";

const PAUSE_MS = 400;
const LEAST_CHARS = 8;
const LIMIT = 3;
const TIME_LIMIT_MS = 10_000;
const url = operation("contact");
url.search = new URLSearchParams({ lang: document.documentElement.lang });
const type = url.origin === location.origin ? "application/json" : "text/plain";

const done = () => visit.get("done", []);
const keep = (entries) => visit.set("done", entries);

class HelpCentreContact extends HTMLElement {
  #form = null;
  #pause = 0;
  #asked = new AbortController();

  connectedCallback() {
    if (this.#form) return;
    this.#form = this.querySelector("form");
    if (!this.#form) return;
    this.#form.addEventListener("input", () => this.#typed());
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    for (const [name, value] of Object.entries(visit.get("question", {}))) {
      const field = this.#form.elements[name];
      if (field && !field.value) field.value = value;
    }
    if (this.#form.contains(document.activeElement)) this.#typed(); // faster than this script
    this.#takeAddress();
    this.#showVisit();
    this.#sayHours();
  }

  disconnectedCallback() {
    clearTimeout(this.#pause);
    this.#asked.abort();
  }

  get #status() {
    return this.querySelector(".hc-contact__status");
  }

  /** What was typed stays in this browser when an answer is opened to look at it. */
  #typed() {
    const { goal, email, name } = this.#fields;
    visit.set("question", { ...visit.get("question", {}), goal, email, name });
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#answer(goal.trim()), PAUSE_MS);
  }

  get #fields() {
    return Object.fromEntries(new FormData(this.#form));
  }

  async #answer(goal) {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const shown = this.querySelector(".hc-contact__answers");
    if (goal.length < LEAST_CHARS) return void (shown.hidden = true);
    try {
      const { results } = await search(goal, { limit: LIMIT, partial: true, log: false, signal });
      if (signal.aborted) return;
      const list = make("ul", "", "", ...results.map((result) => make("li", "", "", hit(result, this))));
      shown.replaceChildren(make("p", "", say(this, "Answers")), list);
      shown.hidden = !results.length;
    } catch {
      shown.hidden = true;
    }
  }

  async #sayHours() {
    try {
      const { taken, hours } = await (await fetch(url)).json();
      const line = this.querySelector(".hc-contact__hours");
      line.textContent = hours;
      line.hidden = !hours;
      if (taken) return;
      this.#form.hidden = true;
      this.#status.textContent = say(this, "Closed");
    } catch {
      // Sending will tell whether the service is there.
    }
  }

  /** What the link here said joins the visit once: when the page is loaded again, what was removed stays away. */
  #takeAddress() {
    const told = this.querySelectorAll("[name=visit]");
    for (const { value, dataset } of told) note({ ...JSON.parse(value), ...dataset });
    if (told.length) history.replaceState(history.state, "", location.pathname);
  }

  #showVisit() {
    const entries = done();
    const box = this.querySelector(".hc-contact__visit");
    box.hidden = !entries.length;
    box.querySelector("ul").replaceChildren(...entries.map((entry) => this.#item(entry)));
  }

  #item(entry) {
    const text = this.#words(entry);
    const button = make("button", "", say(this, "Remove"));
    button.type = "button";
    button.setAttribute("aria-label", `${say(this, "Remove")}: ${text}`);
    button.addEventListener("click", () => this.#remove(entry));
    return make("li", "", "", make("span", "", text), button);
  }

  #words({ kind, words, found, helpful, article_id: articleId }) {
    const title = done().find((entry) => entry.title && entry.article_id === articleId)?.title ?? articleId;
    if (kind === "search") return say(this, found === 0 ? "SearchedNone" : "Searched", { words });
    return say(this, kind === "page" ? "Read" : helpful ? "Yes" : "No", { title });
  }

  #remove(entry) {
    keep(done().filter((other) => JSON.stringify(other) !== JSON.stringify(entry)));
    this.#showVisit();
    this.#status.textContent = say(this, "Removed");
    this.querySelector(".hc-contact__visit h3").focus();
  }

  async #submit(event) {
    event.preventDefault();
    const button = this.querySelector(".hc-rating__send");
    const key = visit.get("question", {}).key ?? newKey();
    visit.set("question", { ...visit.get("question", {}), key });
    const told = done().map(({ title, ...entry }) => entry);
    button.disabled = true;
    this.#status.textContent = say(this, "Sending");
    const { status, answer } = await post({ key, ...this.#fields, visit: told });
    button.disabled = false;
    // Who came here by a link in a reply has asked again.
    if (answer.receipt) document.dispatchEvent(new CustomEvent("help-centre-asked", { detail: told }));
    if (status === 200 || status === 201) this.#sent(answer);
    else this.#status.textContent = answer.error ? `${answer.error} ${answer.hint}` : say(this, "Failed");
    this.#status.focus();
  }

  /** Once it is sent, nothing of it stays here. */
  #sent({ receipt, copied }) {
    this.#form.hidden = true;
    visit.set("question", {});
    keep([]);
    this.#status.textContent = `${say(this, "Sent", { receipt })} ${copied ? say(this, "Copy") : ""}`;
  }
}

async function post(question) {
  try {
    const signal = AbortSignal.timeout(TIME_LIMIT_MS);
    const response = await fetch(url, { method: "POST", headers: { "Content-Type": type }, body: JSON.stringify(question), signal });
    return { status: response.status, answer: await response.json() };
  } catch {
    return { status: 0, answer: {} };
  }
}

customElements.define("help-centre-contact", HelpCentreContact);
