/** `<help-centre-video>`: chapters, transcript and links with a time lead into the player, and show where it is. */
import { lasting } from "./kept.js";
import { secondIn } from "./moment.js";
import { Playback } from "./playback.js";
import { make, say } from "./wording.js";

const OTHERS_KEYS = new Set(["/", "Tab", "Escape"]);
const CAPTIONS = "captions"; // what the reader chose: a language, or "" for none

class HelpCentreVideo extends HTMLElement {
  #video = null;
  #lines = [];
  #playback = null;
  #gone = null;

  connectedCallback() {
    this.#video = this.querySelector("video");
    const page = this.closest("article") ?? document.body;
    this.#lines = [...page.querySelectorAll(".hc-transcript > li")];
    this.#gone = new AbortController();
    const { signal } = this.#gone;
    this.#playback = new Playback(this.#video, signal);
    page.addEventListener("click", (event) => this.#follow(event), { signal });
    addEventListener("hashchange", () => this.#open(), { signal });
    // Material's one-letter keys would leave the page; what is pressed in the player is for the player.
    this.addEventListener("keydown", (event) => OTHERS_KEYS.has(event.key) || event.stopPropagation(), { signal });
    for (const type of ["timeupdate", "seeked"]) this.#video.addEventListener(type, () => this.#mark(this.#video.currentTime), { signal });
    this.#keepCaptions(signal);
    this.#open();
  }

  disconnectedCallback() {
    this.#playback.send();
    this.#gone.abort();
  }

  /** A chapter or a line of the transcript plays from there; the address names the moment, ready to be shared. */
  #follow(event) {
    const link = event.target.closest("a");
    const list = link?.closest(".hc-chapters, .hc-transcript");
    const second = list && secondIn(link.hash);
    if (second == null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation(); // instant navigation would scroll the player out of sight
    history.replaceState(history.state, "", link.hash);
    this.#seek(second, list.matches(".hc-transcript"));
    this.#video.play().catch(() => this.#video.focus()); // the browser wants the reader to press play
  }

  /** Opens the moment that the address names; nothing is loaded for it before the reader presses play. */
  #open() {
    const told = secondIn(location.hash);
    if (told === undefined) return;
    // Where the end is not known, what comes after the last words may be past it.
    const second = told < this.dataset.seconds ? told : Math.min(told, this.#lines.at(-1)?.id.slice(2) ?? told);
    this.#seek(second);
    if (this.#video.readyState) return;
    // Before anything is loaded the player itself shows 0:00.
    const time = `${Math.floor(second / 60)}:${String(Math.floor(second % 60)).padStart(2, "0")}`;
    const note = make("p", "hc-from", say(this, "From", { time }));
    this.querySelector(".hc-from")?.remove();
    this.append(note);
    this.#video.addEventListener("playing", () => note.remove(), { once: true });
  }

  #seek(second, toLine) {
    this.#playback.led(toLine ? second : NaN);
    this.#video.currentTime = second;
    this.#mark(second);
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
    // The browser itself scrolls to the line of the transcript; the player is what was asked for.
    setTimeout(() => this.scrollIntoView({ behavior, block: "nearest" }));
  }

  /** Marks the line that is said at *seconds*. */
  #mark(seconds) {
    const current = this.#lines.findLast((line) => Number(line.id.slice(2)) <= seconds);
    for (const line of this.#lines) line === current ? line.setAttribute("aria-current", "true") : line.removeAttribute("aria-current");
  }

  #keepCaptions(signal) {
    const tracks = [...this.#video.textTracks].filter(({ kind }) => kind === "captions");
    const chosen = lasting.get(CAPTIONS);
    const apply = () => tracks.forEach((track) => (track.mode = track.language === chosen ? "showing" : "disabled"));
    if (chosen !== undefined && (chosen === "" || tracks.some(({ language }) => language === chosen))) {
      for (const track of this.querySelectorAll("track")) track.default = false; // it would come back by itself
      apply();
    }
    const remember = () => lasting.set(CAPTIONS, tracks.find(({ mode }) => mode === "showing")?.language ?? "");
    // Before it plays, it is the browser that chooses.
    this.#video.addEventListener("playing", () => this.#video.textTracks.addEventListener("change", remember, { signal }), { once: true, signal });
  }
}

customElements.define("help-centre-video", HelpCentreVideo);
