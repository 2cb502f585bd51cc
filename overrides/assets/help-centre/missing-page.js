/** Tells the service which address led nowhere, and which page of ours has the link, so that somebody mends it. */
import { operation, root } from "./site.js";

const MAX_CHARS = 2000;

/** The path of a page of this site below its root, without query and anchor; empty for any other. */
const below = (url) => (url.startsWith(root.href) ? new URL(url).pathname.slice(root.pathname.length) : "");

const [visit] = performance.getEntriesByType("navigation");
const path = below(location.href);
if (path && path.length <= MAX_CHARS && visit?.type === "navigate") {
  const url = operation("missing-pages");
  const type = url.origin === location.origin ? "application/json" : "text/plain";
  const body = JSON.stringify({ path, from_path: below(document.referrer).slice(0, MAX_CHARS) });
  // Without an answer the visit is not counted, which harms nobody.
  fetch(url, { method: "POST", headers: { "Content-Type": type }, body, keepalive: true }).catch(() => {});
}
