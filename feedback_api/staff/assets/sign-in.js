/** What the bookmarklet marked stands behind the hash sign, which nobody brings back from a provider: the tab keeps it. */
import { keepMarked, takeMarked } from "./marked.js";

const marked = location.hash.slice(1);
const provider = document.querySelector("a.provider");
// Whoever begins to sign in anew, and may be somebody else, does not get what was left behind.
if (!location.pathname.endsWith("/openid/return")) takeMarked();
if (marked && marked !== "main") provider?.addEventListener("click", () => keepMarked(marked));
