/**
 * The one entry: each element enhances a form or a link that works without it.
 *
 * A page loads all of it as one file, which `make scripts` makes of these modules.
 */
import { lasting } from "./kept.js";
import { operation } from "./site.js";
import "./search-element.js";
import "./results-element.js";
import "./rating-element.js";
import "./marked-words.js";
import "./video-element.js";
import "./hosted-video.js";
import "./contact-element.js";

/** Only where there is no page, for readers who came by a link in a reply, and for staff that is signed in. */
if (document.querySelector("[data-missing-page]")) import("./missing-page.js");
if (location.search.includes("via=reply") || lasting.get("replies")) import("./by-reply.js");
if (document.cookie.includes("help-centre-staff-here")) import(new URL("../../staff/assets/article-bar.js", operation("visitor")));
