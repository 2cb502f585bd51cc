/** On an article page, for who is signed in as staff: copy it for a reply, or flag it. */
import { copy, offer } from "./clipboard.js";
import { askWhatIsWrong, forgetSent } from "./flag-dialog.js";
import { ask, keyOf, learn, reasonOf, say } from "./staff-api.js";

const api = new URL("../../api/v1/", import.meta.url);
const MAX_TAKEAWAY_CHARS = 200;
const TAKEAWAYS_TIMEOUT_MS = 2000;
// What the catalogue, which the reply page reads, takes for no words of an article, and what stands on lines of its own.
const NO_WORDS =
  "script, style, template, noscript, svg, video, audio, iframe, object, canvas, nav, form, button, select, [hidden], help-centre-rating, help-centre-contact, .toc, .headerlink, .hash-link, .footnote-backref, .md-content__button, .md-tags, .md-source-file, .md-skip, .linenos, .linenodiv";
const LINES =
  "address, article, aside, blockquote, br, caption, dd, details, div, dl, dt, fieldset, figcaption, figure, footer, h1, h2, h3, h4, h5, h6, header, hr, label, legend, li, main, ol, p, pre, section, summary, table, tbody, td, tfoot, th, thead, tr, ul";
const FLAGS = ["wrong", "outdated", "missing"];
let visitor = null;

class StaffBar extends HTMLElement {
  #status = null;
  #dialog = null;
  #byHand = null;
  #linked = new Set();
  #takeaways = null;
  #press = (event) => this.#key(event);

  connectedCallback() {
    this.#takeaways = takeaways();
    const style = make("link", { rel: "stylesheet", href: new URL("article-bar.css", import.meta.url).href });
    this.#status = make("span", { className: "staff-bar__said" });
    this.#status.setAttribute("role", "status");
    const copyButton = make("button", { type: "button", textContent: say("copy"), title: "Alt+Shift+C" });
    const flagButton = make("button", { type: "button", textContent: say("flag"), title: "Alt+Shift+F" });
    copyButton.addEventListener("click", () => this.#copy());
    flagButton.addEventListener("click", () => this.#flag());
    this.#dialog = flagDialog();
    this.#byHand = make("textarea", { className: "staff-bar__by-hand", rows: 3, readOnly: true, hidden: true, ariaLabel: say("copy") });
    this.append(style, copyButton, flagButton, make("a", { href: new URL("../reply/", import.meta.url).href, textContent: say("reply_page") }), this.#status, this.#byHand, this.#dialog);
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", say("staff"));
    document.addEventListener("keydown", this.#press, true); // a player keeps to itself what is pressed in it
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#press, true);
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
    const made = forms(place, await this.#takeaways);
    try {
      await copy(made);
    } catch {
      offer(this.#byHand, made.plain, () => this.#count(place));
      this.#status.textContent = `${say("no_copy")} ${say("copy_yourself")}`;
      return;
    }
    this.#byHand.hidden = true;
    this.#status.textContent = say("copied", place);
    this.#count(place);
  }

  #count(place) {
    // Copied again on the same visit, it is linked once.
    if (this.#linked.has(place.anchor)) return;
    this.#linked.add(place.anchor);
    ask(new URL("links", api), visitor.form_token, { article_id: place.articleId, lang: place.lang, anchor: place.anchor }).catch(() => {});
  }

  async #flag() {
    const place = here();
    const flag = await askWhatIsWrong(this.#dialog, place.articleId, place.title);
    if (!flag) return;
    try {
      const told = { article_id: place.articleId, lang: place.lang, anchor: place.anchor, ...flag };
      await ask(new URL("flags", api), visitor.form_token, { key: keyOf(told), ...told });
      this.#status.textContent = say("flagged", place);
      forgetSent(this.#dialog, flag);
    } catch (error) {
      this.#status.textContent = reasonOf(error);
    }
  }
}

/** The article, and the moment at which its video is, or the section that stands at the top half of the screen. */
function here() {
  const article = document.querySelector("article") ?? document.body;
  const headings = [...article.querySelectorAll("h2[id], h3[id], h4[id]")];
  const seen = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 2).at(-1);
  const named = headings.find((heading) => `#${heading.id}` === location.hash);
  const title = wordsOf(article.querySelector("h1"));
  const place = { articleId: articleId(), lang: document.documentElement.lang, section: null, anchor: "", title };
  const moment = momentIn(article);
  if (moment) return { ...place, anchor: moment.id, title: `${title}: ${moment.querySelector("time")?.textContent ?? moment.id.slice(2)}` };
  const section = scrollY < 80 && !named ? null : (named && inView(named) ? named : seen);
  return section ? { ...place, section, anchor: section.id, title: `${title}: ${wordsOf(section)}` } : place;
}

/** The line of the transcript that is said where the video is, or where the address leads, while the player is seen. */
function momentIn(article) {
  const player = article.querySelector("help-centre-video, help-centre-hosted-video");
  const plays = player?.querySelector("video")?.paused === false;
  if (!player || !(plays || inView(player))) return null;
  const named = location.hash.startsWith("#t=") ? document.getElementById(location.hash.slice(1)) : null;
  return article.querySelector(".hc-transcript > li[aria-current]") ?? named;
}

const inView = (heading) => heading.getBoundingClientRect().bottom > 0 && heading.getBoundingClientRect().top < innerHeight;
const articleId = () => document.querySelector('meta[name="help-centre:id"]')?.content ?? "";

/** What a heading says, without the sign that links to it. */
function wordsOf(heading) {
  const copied = heading?.cloneNode(true);
  for (const link of copied?.querySelectorAll(".headerlink") ?? []) link.remove();
  return copied?.textContent.trim() ?? document.title;
}

/** Of a translation the link names the language: without it, it leads to the first one. */
const linkTo = (id, lang, anchor) =>
  `${visitor.site_url}a/${encodeURIComponent(id)}/?via=reply${lang === visitor.site_lang ? "" : `&lang=${lang}`}${anchor ? `#${anchor}` : ""}`;

function forms({ articleId: id, lang, section, anchor, title }, takeaways) {
  const summary = document.querySelector('meta[name="description"]')?.content ?? "";
  const said = alternative(section);
  const own = said && (!said.heading || said.heading === section);
  const lines = [{ title, takeaway: own ? said.text : takeaways.get(anchor) ?? oneLine(summary), link: linkTo(id, lang, anchor) }];
  if (said && !own) lines.push({ title: wordsOf(said.heading), takeaway: said.text, link: linkTo(id, lang, said.heading.id) });
  const marked = (text) => text.replace(/[\\`*_[\]<>]/g, "\\$&");
  return {
    html: lines.map((line) => paragraph(line).outerHTML).join(""),
    plain: lines.map((line) => [line.title, line.takeaway, line.link].filter(Boolean).join("\n")).join("\n\n"),
    markdown: lines.map((line) => `[${marked(line.title)}](${line.link})  \n${marked(line.takeaway)}`).join("\n\n"),
  };
}

/** What the reply page copies beside links to the sections; nothing where the service does not say it soon. */
async function takeaways() {
  const address = new URL("takeaways", api);
  address.search = new URLSearchParams({ article_id: articleId(), lang: document.documentElement.lang });
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(TAKEAWAYS_TIMEOUT_MS) });
    return new Map(answer.ok ? Object.entries((await answer.json()).takeaways) : []);
  } catch {
    return new Map();
  }
}

function paragraph({ title, takeaway, link }) {
  const made = make("p", {});
  made.append(make("a", { href: link, textContent: title }), make("br", {}), takeaway);
  return made;
}

/** What can be done where the page says no, whole: a section that does says it itself, an article in its section "instead". */
function alternative(section) {
  const level = levelOf(section);
  if (level === "none") return { heading: section, text: below(section) || below(section, true) };
  const heading = document.querySelector("article #instead");
  const refused = !level && document.querySelector('meta[name="help-centre:support"]')?.content === "none";
  return heading && refused ? { heading, text: below(heading) } : null;
}

/** The level of support of a section: its heading's, or that of the nearest heading which it stands below. */
function levelOf(section) {
  const headings = [...document.querySelectorAll("article :is(h2, h3, h4, h5, h6)")];
  let depth = Infinity;
  for (const heading of headings.slice(0, headings.indexOf(section) + 1).reverse()) {
    if (depthOf(heading) >= depth) continue;
    if (heading.dataset.support) return heading.dataset.support;
    depth = depthOf(heading);
  }
  return null;
}

const depthOf = (element) => Number(element.localName.match(/^h([1-6])$/)?.[1] ?? Infinity);

/** What stands below a heading, up to the next one; with *all*, up to the next that is no part of its section. */
function below(heading, all = false) {
  const said = [];
  const walker = document.createTreeWalker(heading.closest("article"), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => (node.matches?.(NO_WORDS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  walker.currentNode = heading;
  for (let node = walker.nextNode(), title = heading; node; node = walker.nextNode()) {
    if (title.contains(node)) continue;
    if (begins(node) || begins(node.previousSibling)) said.push(" ");
    if (node.id && depthOf(node) <= 6) {
      if (!all || depthOf(node) <= depthOf(heading)) break;
      said.push(`${wordsOf(node)}: `);
      title = node;
    } else said.push(node.data ?? (node.alt ? ` ${node.alt} ` : ""));
  }
  return onOneLine(said.join(""));
}

const begins = (node) => node?.nodeType === Node.ELEMENT_NODE && node.matches(LINES);
const onOneLine = (text) => text.trim().replace(/\s+/g, " ");

function oneLine(text) {
  const line = onOneLine(text);
  return line.length <= MAX_TAKEAWAY_CHARS ? line : `${line.slice(0, MAX_TAKEAWAY_CHARS).replace(/ \S*$/, "")} ...`;
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
  const kept = make("p", { id: "staff-bar-kept", textContent: say("taken_out") });
  words.firstElementChild.setAttribute("aria-describedby", kept.id);
  const plainly = make("p", { textContent: say("at_once") });
  form.append(heading, make("p", { className: "flagged-title" }), plainly, ...buttons, words, kept, make("button", { type: "submit", value: "", textContent: say("cancel") }));
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
