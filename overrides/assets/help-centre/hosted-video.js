/** `<help-centre-hosted-video>`: a video host's player, which is asked for nothing before the reader presses play. */
import { secondIn } from "./moment.js";
import { make } from "./wording.js";

class HelpCentreHostedVideo extends HTMLElement {
  #gone = null;

  connectedCallback() {
    if (!this.dataset.player) return; // this host is not allowed: the link to it is all there is
    this.#gone = new AbortController();
    const page = this.closest("article") ?? document.body;
    page.addEventListener("click", (event) => this.#play(event), { signal: this.#gone.signal });
  }

  disconnectedCallback() {
    this.#gone?.abort();
  }

  /** The picture plays from the moment that the address names, a line of the transcript from its own. */
  #play(event) {
    const link = event.target.closest?.("a");
    const isPicture = link?.matches(".hc-hosted") && this.contains(link);
    const leads = link?.closest(".hc-chapters, .hc-transcript") && !this.querySelector(".hc-hosted");
    if (!(isPicture || leads) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const second = Math.floor(secondIn((isPicture ? location : link).hash) ?? 0);
    const frame = make("iframe", "hc-video");
    frame.src = this.dataset.player.replace("{second}", second);
    frame.title = this.getAttribute("aria-label");
    frame.allow = "autoplay; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin";
    this.replaceChildren(frame);
    frame.focus();
  }
}

customElements.define("help-centre-hosted-video", HelpCentreHostedVideo);
