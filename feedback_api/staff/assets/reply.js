/** `<reply-page>`: from a customer's message to a link in the reply, without leaving the keyboard. */
import { copy, copyMarkdown, offer } from "./clipboard.js";
import { askWhatIsWrong, forgetSent } from "./flag-dialog.js";
import { takeMarked } from "./marked.js";
import { ask, isNews, keyOf, learn, reasonOf, say } from "./staff-api.js";

const PAUSE_MS = 120;
// Only who waits longer than that is told that Enter was heard.
const LATE_MS = 300;

class ReplyPage extends HTMLElement {
  #text = this.querySelector("textarea");
  #list = this.querySelector(".answers");
  #status = this.querySelector(".said");
  #dialog = this.querySelector("dialog");
  #missing = this.querySelector(".missing");
  #token = document.querySelector('meta[name="form-token"]').content;
  #answers = [];
  #marked = 0;
  #asked = "";
  #failed = false;
  #asking = Promise.resolve();
  #supersede = () => {};
  #finding = null;
  #pause = 0;
  #press = (event) => this.#shortcut(event);
  #take = () => this.#takeFromAddress();

  connectedCallback() {
    learn(JSON.parse(this.dataset.words));
    this.#text.addEventListener("input", (event) => this.#changed(event.inputType === "insertFromPaste" ? 0 : PAUSE_MS));
    this.#text.addEventListener("keydown", (event) => this.#key(event));
    this.querySelector("form.ask").addEventListener("submit", (event) => (event.preventDefault(), this.#changed(0)));
    this.#missing.addEventListener("submit", (event) => (event.preventDefault(), this.#noArticle()));
    document.addEventListener("keydown", this.#press);
    addEventListener("hashchange", this.#take);
    if (!this.#takeFromAddress() && this.#text.value) this.#changed(0);
    this.#text.focus();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#press);
    removeEventListener("hashchange", this.#take);
  }

  /**
   * What the bookmarklet marked travels behind the hash sign, and is taken out of the address at once.
   *
   * It comes with the page, or later to a page that is open already. Where the link to the content leads is no message.
   */
  #takeFromAddress() {
    const kept = takeMarked();
    const told = location.hash.slice(1) || kept;
    if (!told || told === "main") return false;
    this.#text.value = readable(told);
    history.replaceState(null, "", location.pathname);
    this.#changed(0);
    this.#text.focus();
    return true;
  }

  #changed(pauseMs) {
    clearTimeout(this.#pause);
    this.#supersede();
    this.#failed = false;
    // What was said of the message before would be read as of this one.
    if (this.#text.value.trim() !== this.#asked) this.#say("");
    this.#asking = new Promise((resolve) => {
      this.#supersede = resolve;
      this.#pause = setTimeout(() => resolve(this.#find()), pauseMs);
    });
  }

  #find() {
    const message = this.#text.value.trim();
    if (message === this.#asked) return this.#finding;
    this.#asked = message;
    return (this.#finding = this.#findFor(message));
  }

  /** Who types on while answers are awaited means those to what stands there at last. */
  async #newest() {
    let awaited;
    do await (awaited = this.#asking);
    while (awaited !== this.#asking);
  }

  async #findFor(message) {
    this.#failed = false;
    if (message.length > Number(this.dataset.maxChars)) {
      this.#show([]);
      return this.#sayTooLong();
    }
    try {
      const { answers, foreign } = message ? await ask(this.dataset.api, this.#token, { message }) : { answers: [] };
      if (message !== this.#asked) return;
      this.#show(answers);
      this.#say(message && !answers.length ? say("nothing") : foreign ? say("foreign") : "");
    } catch (error) {
      if (message !== this.#asked) return;
      this.#asked = null;
      this.#failed = true;
      this.#show([]);
      this.#say(reasonOf(error), true);
    }
  }

  #show(answers) {
    this.#answers = answers;
    this.#list.replaceChildren(...answers.map((answer, place) => this.#item(answer, place)));
    this.#missing.hidden = !this.#text.value.trim();
    this.#mark(0);
  }

  #item(answer, place) {
    const item = this.querySelector("template.answer").content.cloneNode(true).firstElementChild;
    const put = (selector, text) => (item.querySelector(selector).textContent = text);
    put(".support", say(answer.support ?? "unknown"));
    item.querySelector(".support").classList.add(`support-${answer.support}`);
    put(".kind", say(answer.kind));
    put("h2", titleOf(answer));
    // A section that says no has nothing else to say than what can be done.
    const saysOnlyNo = answer.instead?.link === answer.link;
    put(".takeaway", saysOnlyNo ? "" : answer.takeaway);
    item.querySelector(".excerpt").append(...answer.excerpt.map(run));
    if (answer.instead) put(".instead span", saysOnlyNo ? answer.instead.text : `${answer.instead.title}: ${answer.instead.text}`);
    item.querySelector(".instead").hidden = !answer.instead;
    item.querySelector(".open").href = ownLink(answer);
    // Read one by one, each says which article it is about.
    for (const act of item.querySelectorAll(".acts > *, .by-hand")) act.ariaLabel = `${act.ariaLabel ?? act.textContent}: ${titleOf(answer)}`;
    item.querySelector(".copy").addEventListener("click", () => this.#copy(place, copy));
    item.querySelector(".copy-markdown").addEventListener("click", () => this.#copy(place, copyMarkdown));
    item.querySelector(".flag").addEventListener("click", () => this.#flag(place));
    return item;
  }

  #mark(place) {
    this.#marked = Math.max(0, Math.min(place, this.#answers.length - 1));
    for (const [at, item] of [...this.#list.children].entries()) {
      if (at === this.#marked) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
    this.#list.children[this.#marked]?.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    if (event.isComposing || event.altKey) return;
    const atEnd = this.#text.selectionEnd === this.#text.value.length;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#copyMarked(event.ctrlKey || event.metaKey ? copyMarkdown : copy);
    } else if ((event.key === "ArrowDown" && atEnd) || (event.key === "ArrowUp" && this.#marked > 0)) {
      event.preventDefault();
      this.#mark(this.#marked + (event.key === "ArrowDown" ? 1 : -1));
      if (this.#answers.length) this.#say(say("place", { place: this.#marked + 1, all: this.#answers.length, title: titleOf(this.#answers[this.#marked]) }));
    }
  }

  #shortcut(event) {
    if (!event.altKey || !event.shiftKey) return;
    const act = { KeyF: () => this.#flagMarked(), KeyN: () => this.#noArticle() }[event.code];
    if (!act || this.#dialog.open) return;
    event.preventDefault();
    act();
  }

  /** Enter may come before the answers do; after a search that failed it asks again. */
  async #copyMarked(how) {
    if (this.#failed) return this.#changed(0);
    const late = setTimeout(() => this.#say(say("searching")), LATE_MS);
    await this.#newest();
    clearTimeout(late);
    await this.#copy(this.#marked, how);
  }

  async #copy(place, how) {
    const answer = this.#answers[place];
    if (!answer) return;
    this.#mark(place);
    try {
      await how(answer.copied);
      this.#say(say("copied", { title: titleOf(answer) }));
    } catch {
      const field = this.#list.children[this.#marked].querySelector(".by-hand");
      offer(field, how === copyMarkdown ? answer.copied.markdown : answer.copied.plain, () => this.#count(answer));
      return this.#say(`${say("no_copy")} ${say("copy_yourself")}`, true);
    }
    this.#count(answer);
  }

  #count(answer) {
    // Copied twice for one message, it is linked once.
    if (!isNews("link", this.#asked, placeOf(answer))) return;
    ask(new URL("links", new URL(this.dataset.api, location)), this.#token, placeOf(answer)).catch(() => {});
  }

  /** The key may come before the answers do, as Enter may. */
  async #flagMarked() {
    await this.#newest();
    if (this.#dialog.open) return;
    if (this.#answers.length) return this.#flag(this.#marked);
    this.#say(say("no_answer"), true);
  }

  async #flag(place) {
    const answer = this.#answers[place];
    if (!answer) return;
    this.#mark(place);
    const flag = await askWhatIsWrong(this.#dialog, answer.article_id, titleOf(answer));
    this.#text.focus();
    if (!flag) return;
    const key = keyOf(this.#asked, placeOf(answer), flag);
    const sent = await this.#send("flags", { key, ...placeOf(answer), ...flag }, () => say("flagged", { title: titleOf(answer) }));
    if (sent) forgetSent(this.#dialog, flag);
  }

  #noArticle() {
    const question = this.#text.value.trim();
    if (question.length > Number(this.dataset.maxChars)) return this.#sayTooLong();
    if (question) this.#send("missing-answers", { key: keyOf(question), question }, ({ kept }) => say("kept", { questions: kept.join(" \u00b7 ") }));
  }

  async #send(operation, body, done) {
    const about = this.#text.value.trim();
    try {
      const answer = await ask(new URL(operation, new URL(this.dataset.api, location)), this.#token, body);
      // Under the next message it would be read as said of that one.
      if (this.#text.value.trim() === about) this.#say(done(answer));
      return true;
    } catch (error) {
      this.#say(reasonOf(error), true);
      return false;
    }
  }

  #sayTooLong() {
    this.#say(say("too_long", { max: this.dataset.maxChars }), true);
  }

  #say(sentence, wrong = false) {
    this.#status.classList.toggle("wrong", wrong);
    this.#status.textContent = sentence;
  }
}

const placeOf = ({ article_id: id, lang, section }) => ({ article_id: id, lang, anchor: section.anchor });
const titleOf = ({ title, section }) => (section.title ? `${title}: ${section.title}` : title);

/** What was not written by the bookmarklet may be no encoding of anything. */
function readable(told) {
  try {
    return decodeURIComponent(told);
  } catch {
    return told;
  }
}

/** An agent who looks at an answer is no reader who came by a reply. */
function ownLink({ link }) {
  const address = new URL(link, location);
  address.searchParams.delete("via");
  return address.href;
}

function run({ text, match }) {
  if (!match) return text;
  const mark = document.createElement("mark");
  mark.textContent = text;
  return mark;
}

// In the side panel of a help desk only the tool itself is shown: the other staff pages may not be framed.
if (self !== top) document.documentElement.classList.add("framed");
customElements.define("reply-page", ReplyPage);
