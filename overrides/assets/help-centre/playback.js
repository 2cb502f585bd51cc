/**
 * What is played, and played again, told to the service: seconds of the video, and nothing about who watches.
 *
 * A play's key is made anew for each opened page and kept only until the service has taken the play; it lets one person
 * who goes back ten times count once.
 */
import { newKey, report } from "./outbox.js";

const FOLLOWING_ALONG_MS = 3000;
const A_STEP_BACK_SECONDS = 10;
const A_SMALL_STEP_SECONDS = 0.1; // the service adds up those that follow each other
const MAX_EVENTS = 100;
const tenth = (seconds) => Math.round(seconds * 10) / 10;

export class Playback {
  #video;
  #text; // which video it is: when it is left, the next page may stand here already
  #key = newKey();
  #events = [];
  #from = 0; // where the present stretch began
  #at = 0; // how far it has come
  #left = { at: 0, since: 0, waited: 0 }; // where the last stretch ended, when, and how long it was before a seek
  #back = "rewind"; // what going back now would be

  /** @param signal - aborts when the player leaves the page */
  constructor(video, signal) {
    this.#video = video;
    const articleId = document.querySelector('meta[name="help-centre:id"]')?.content;
    this.#text = { article_id: articleId, revision: video.parentElement.dataset.revision };
    for (const type of ["seeking", "pause", "ended"]) video.addEventListener(type, () => this.#leave(type), { signal });
    video.addEventListener("timeupdate", () => this.#go(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.send(), { signal });
    addEventListener("pagehide", () => this.send(true), { signal });
  }

  /** Says that a link leads to the next moment: that is no rewind, unless it leads to a *line* that was heard already. */
  led(line) {
    const { played } = this.#video;
    this.#back = "";
    for (let part = 0; part < played.length; part++) if (played.start(part) <= line && line < played.end(part)) this.#back = "line";
  }

  /** Sends what happened since the last time, without waiting for an answer where the page is *left*. */
  send(left = false) {
    if (!this.#left) this.#close();
    if (!this.#events.length || !this.#text.article_id) return;
    report({ key: this.#key, ...this.#text, events: this.#events.splice(0) }, left);
  }

  #note(type, from, at) {
    this.#events.push({ type, from: tenth(from), at: tenth(at) });
    if (this.#events.length >= MAX_EVENTS) this.send();
  }

  /** Ends the stretch that is playing; the next one begins where it ended. */
  #close() {
    if (this.#at > this.#from) this.#note("play", this.#from, this.#at);
    this.#from = this.#at;
  }

  #leave(type) {
    if (this.#left) this.#left.waited ??= type === "seeking" ? performance.now() - this.#left.since : null;
    else {
      this.#close();
      this.#left = { at: this.#at, since: performance.now(), waited: type === "seeking" ? 0 : null };
    }
    if (type !== "seeking") this.send();
  }

  /** Moves on, and where the player comes back from a pause or a seek, says which it was. */
  #go() {
    const { currentTime, seeking, paused } = this.#video;
    if (seeking || paused) return;
    if (this.#left) this.#comeBack(currentTime, this.#left);
    this.#at = currentTime;
  }

  #comeBack(now, { at, since, waited }) {
    const back = at - now;
    const paused = (waited ?? performance.now() - since) >= FOLLOWING_ALONG_MS;
    if (paused && this.#back === "rewind" && Math.abs(back) < A_STEP_BACK_SECONDS) this.#note("pause", at, Math.min(now, at));
    else if (back >= A_SMALL_STEP_SECONDS && this.#back) this.#note(this.#back, at, now);
    this.#left = null;
    this.#back = "rewind";
    this.#from = now;
  }
}
