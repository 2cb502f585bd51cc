/** On an article page, for who is signed in as staff: copy it for a reply, or flag it. */
import { copy } from "./clipboard.js";
import { askWhatIsWrong, forgetSent } from "./flag-dialog.js";
import { ask, learn, reasonOf, say } from "./staff-api.js";

const api = new URL("../../api/v1/", import.meta.url);
const MAX_TAKEAWAY_CHARS = 200;
const FLAGS = ["wrong", "outdated", "missing"];
let visitor = null;

class StaffBar extends HTMLElement {
  #status = null;
  #dialog = null;
  #press = (event) => this.#key(event);

  connectedCallback() {
    const style = make("link", { rel: "stylesheet", href: new URL("article-bar.css", import.meta.url).href });
    this.#status = make("span", { className: "staff-bar__said" });
    this.#status.setAttribute("role", "status");
    const copyButton = make("button", { type: "button", textContent: say("copy"), title: "Alt+Shift+C" });
    const flagButton = make("button", { type: "button", textContent: say("flag"), title: "Alt+Shift+F" });
    copyButton.addEventListener("click", () => this.#copy());
    flagButton.addEventListener("click", () => this.#flag());
    this.#dialog = flagDialog();
    this.append(style, copyButton, flagButton, make("a", { href: new URL("../reply/", import.meta.url).href, textContent: say("reply_page") }), this.#status, this.#dialog);
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", say("staff"));
    document.addEventListener("keydown", this.#press);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#press);
  }

  #key(event) {
    if (!event.altKey || !event.shiftKey || this.#dialog.open) return;
    const act = { KeyC: () => this.#copy(), KeyF: () => this.#flag() }[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  }

  async #copy() {
    const place = here();
    try {
      await copy(forms(place));
      this.#status.textContent = say("copied", place);
    } catch {
      this.#status.textContent = say("no_copy");
      return;
    }
    ask(new URL("links", api), visitor.form_token, { article_id: place.articleId, lang: place.lang, anchor: place.anchor }).catch(() => {});
  }

  async #flag() {
    const place = here();
    const flag = await askWhatIsWrong(this.#dialog, place.articleId, place.title);
    if (!flag) return;
    try {
      await ask(new URL("flags", api), visitor.form_token, { article_id: place.articleId, lang: place.lang, anchor: place.anchor, ...flag });
      this.#status.textContent = say("flagged", place);
      forgetSent(this.#dialog, flag);
    } catch (error) {
      this.#status.textContent = reasonOf(error);
    }
  }
}

/** The article, and the section that stands at the top half of the screen. */
function here() {
  const article = document.querySelector("article") ?? document.body;
  const headings = [...article.querySelectorAll("h2[id], h3[id], h4[id]")];
  const seen = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 2).at(-1);
  const named = headings.find((heading) => `#${heading.id}` === location.hash);
  const section = scrollY < 80 && !named ? null : (named && inView(named) ? named : seen);
  const title = wordsOf(article.querySelector("h1"));
  const { lang } = document.documentElement;
  return { articleId: articleId(), lang, anchor: section?.id ?? "", title: section ? `${title}: ${wordsOf(section)}` : title };
}

const inView = (heading) => heading.getBoundingClientRect().bottom > 0 && heading.getBoundingClientRect().top < innerHeight;
const articleId = () => document.querySelector("help-centre-rating [name=article_id]")?.value ?? "";

/** What a heading says, without the sign that links to it. */
function wordsOf(heading) {
  const copied = heading?.cloneNode(true);
  for (const link of copied?.querySelectorAll(".headerlink") ?? []) link.remove();
  return copied?.textContent.trim() ?? document.title;
}

/** Of a translation the link names the language: without it, it leads to the first one. */
const linkTo = (id, lang, anchor) =>
  `${visitor.site_url}a/${encodeURIComponent(id)}/?via=reply${lang === visitor.site_lang ? "" : `&lang=${lang}`}${anchor ? `#${anchor}` : ""}`;

function forms({ articleId: id, lang, anchor, title }) {
  const summary = document.querySelector('meta[name="description"]')?.content ?? "";
  const takeaway = summary.length > MAX_TAKEAWAY_CHARS ? `${summary.slice(0, MAX_TAKEAWAY_CHARS)} ...` : summary;
  const lines = [{ title, takeaway, link: linkTo(id, lang, anchor) }, ...instead(id, lang)];
  const marked = (text) => text.replace(/[\\`*_[\]<>]/g, "\\$&");
  return {
    html: lines.map((line) => paragraph(line).outerHTML).join(""),
    plain: lines.map((line) => `${line.title}\n${line.takeaway}\n${line.link}`).join("\n\n"),
    markdown: lines.map((line) => `[${marked(line.title)}](${line.link})  \n${marked(line.takeaway)}`).join("\n\n"),
  };
}

function paragraph({ title, takeaway, link }) {
  const made = make("p", {});
  made.append(make("a", { href: link, textContent: title }), make("br", {}), takeaway);
  return made;
}

/** An article that says no names what can be done in its section "instead". */
function instead(id, lang) {
  const heading = document.querySelector("article #instead");
  if (!heading || document.querySelector('meta[name="help-centre:support"]')?.content !== "none") return [];
  const takeaway = heading.nextElementSibling?.textContent.trim().replace(/\s+/g, " ").slice(0, MAX_TAKEAWAY_CHARS) ?? "";
  return [{ title: wordsOf(heading), takeaway, link: linkTo(id, lang, "instead") }];
}

function flagDialog() {
  const dialog = make("dialog", { className: "staff-bar__dialog" });
  const form = make("form", { method: "dialog" });
  const heading = make("h2", { textContent: say("what_is_wrong"), id: "staff-bar-title" });
  const buttons = FLAGS.map((kind) => {
    const button = make("button", { type: "submit", value: kind, textContent: `${say(kind)} (${kind[0].toUpperCase()})` });
    button.dataset.key = kind[0];
    return button;
  });
  const words = make("label", { textContent: say("customers_words") });
  words.append(make("textarea", { name: "words", rows: 3, maxLength: 2000 }));
  const plainly = make("p", { textContent: say("at_once") });
  form.append(heading, make("p", { className: "flagged-title" }), plainly, ...buttons, words, make("button", { type: "submit", value: "", textContent: say("cancel") }));
  dialog.setAttribute("aria-labelledby", "staff-bar-title");
  dialog.append(form);
  return dialog;
}

const make = (name, properties) => Object.assign(document.createElement(name), properties);

/** Puts the bar on the page that is shown, when it is an article. */
function show() {
  document.querySelector("staff-bar")?.remove();
  if (visitor && articleId()) document.body.append(document.createElement("staff-bar"));
}

customElements.define("staff-bar", StaffBar);
const answer = await fetch(new URL("visitor", api));
if (answer.ok) {
  visitor = await answer.json();
  learn(visitor.words);
  globalThis.document$ ? globalThis.document$.subscribe(show) : show();
}
