/**
 * The one entry: each element enhances a form that works without it.
 *
 * Every module is named here, so that a phone asks for all of them at once instead of one after the other.
 */
import { operation } from "./site.js";
import { lasting } from "./kept.js";
import "./wording.js";
import "./words.js";
import "./trail.js";
import "./hits.js";
import "./listbox.js";
import "./full-screen.js";
import "./search-service.js";
import "./search-panel.js";
import "./outbox.js";
import "./search-element.js";
import "./results-element.js";
import "./rating-element.js";
import "./marked-words.js";

/** Only pages with a video or a form load what looks after one; Material announces each page that it puts in. */
function lookAround() {
  if (document.querySelector("help-centre-video")) import("./video-element.js");
  if (document.querySelector("help-centre-hosted-video[data-player]")) import("./hosted-video.js");
  if (document.querySelector("help-centre-contact")) import("./contact-element.js");
}
globalThis.document$ ? globalThis.document$.subscribe(lookAround) : lookAround();

/** Only readers who came by a link in a reply, and staff that is signed in, load what looks after them. */
if (location.search.includes("via=reply") || lasting.get("replies")) import("./by-reply.js");
if (document.cookie.includes("help-centre-staff-here")) import(new URL("../../staff/assets/article-bar.js", operation("visitor")));
