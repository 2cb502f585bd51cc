/** What the bookmarklet marked stands behind the hash sign, which nobody brings back from a provider: the tab keeps it. */
import { keepMarked } from "./marked.js";

const marked = location.hash.slice(1);
const provider = document.querySelector("a.provider");
if (marked && marked !== "main") provider?.addEventListener("click", () => keepMarked(marked));
