/**
 * The panel of a preview: what the check finds on this page, which work items are open about it, and what the last
 * build failed with. When the site was built again, the page is loaded again.
 */
const LOOK_MS = 1000;
const STATE = "/api/preview/state";

class HelpCentrePreview extends HTMLElement {
  #build = null;
  #shown = "";

  connectedCallback() {
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", "Preview");
    this.#look();
  }

  async #look() {
    try {
      const response = await fetch(`${STATE}?${new URLSearchParams({ page: location.pathname.slice(1) })}`);
      if (response.ok) this.#show(await response.json());
    } catch {
      this.#fill("stopped", [heading("The preview has stopped."), line("Start it again with help-centre preview.")]);
    }
    setTimeout(() => this.#look(), LOOK_MS);
  }

  #show(state) {
    if (this.#build !== null && state.build !== this.#build) location.reload();
    this.#build = state.build;
    const parts = [heading(said(state))];
    if (state.problem) parts.push(line(state.problem, "hc-preview__problem"));
    for (const { line: number, code, message, hint } of state.findings) parts.push(line(`Line ${number}: ${message} ${hint}`, "", code));
    for (const { key, state: stands, sentence } of state.work_items) parts.push(line(`${sentence} (${stands.replace("_", " ")})`, "", key));
    if (state.findings_elsewhere) parts.push(line(`On other pages: ${count(state.findings_elsewhere, "finding")}.`));
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

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

function said({ building, problem, findings, work_items: items }) {
  if (building) return "Preview: building \u2026";
  if (problem) return "Preview: the site was not built";
  const open = items.length ? `, ${count(items.length, "open work item")}` : "";
  return `Preview: ${findings.length ? count(findings.length, "finding") : "nothing found"} on this page${open}`;
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
