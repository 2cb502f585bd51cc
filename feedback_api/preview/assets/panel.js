/**
 * The panel of a preview: what the check finds on this page, which work items are open about it, and what the last
 * build failed with. When the site was built again, the page is loaded again.
 */
const LOOK_MS = 1000;
const STATE = "/api/preview/state";

class HelpCentrePreview extends HTMLElement {
  #build = null;
  #words = { panel: "Preview", stopped: "The preview has stopped.", start_again: "Start it again with help-centre preview." };
  #shown = "";

  connectedCallback() {
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", this.#words.panel);
    this.#look();
  }

  async #look() {
    try {
      const response = await fetch(`${STATE}?${new URLSearchParams({ page: location.pathname.slice(1) })}`);
      if (response.ok) this.#show(await response.json());
    } catch {
      this.#fill("stopped", [heading(this.#words.stopped), line(this.#words.start_again)]);
    }
    setTimeout(() => this.#look(), LOOK_MS);
  }

  #show(state) {
    if (this.#build !== null && state.build !== this.#build) location.reload();
    this.#build = state.build;
    const words = (this.#words = state.words);
    this.setAttribute("aria-label", words.panel);
    const parts = [heading(words.title)];
    if (state.problem) parts.push(line(state.problem, "hc-preview__problem"));
    for (const { line: number, code, message, hint } of state.findings) parts.push(line(words.line.replace("{number}", number).replace("{message}", () => `${message} ${hint}`), "", code));
    for (const { key, state: stands, sentence } of state.work_items) parts.push(line(`${sentence} (${stands})`, "", key));
    if (state.findings_elsewhere) parts.push(line(words.elsewhere));
    this.#fill(JSON.stringify(state), parts);
  }

  /** Only what is new is said aloud and drawn, and a panel that was closed stays closed. */
  #fill(shown, [title, ...parts]) {
    if (shown === this.#shown) return;
    this.#shown = shown;
    const closed = this.querySelector("details")?.open === false;
    const details = document.createElement("details");
    details.open = !closed;
    details.append(title, ...parts);
    this.replaceChildren(details);
  }
}

function heading(text) {
  const summary = document.createElement("summary");
  summary.textContent = text;
  return summary;
}

function line(text, style = "", mark = "") {
  const paragraph = document.createElement("p");
  if (style) paragraph.className = style;
  if (mark) {
    const strong = document.createElement("strong");
    strong.textContent = mark;
    paragraph.append(strong, " ");
  }
  paragraph.append(text);
  return paragraph;
}

customElements.define("help-centre-preview", HelpCentrePreview);
document.body.append(document.createElement("help-centre-preview"));
