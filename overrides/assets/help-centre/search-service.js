/** Asks the search service; where it is slow or gone, the list that came with the site answers. */
import { visit } from "./kept.js";
import { operation } from "./site.js";

const TIME_LIMIT_MS = 800;
const GIVE_UP_MS = 5000;
const COOL_DOWN_MS = 30_000;
const MAX_QUERY_CHARS = 4000; // more is refused, which is no outage; an address may carry any number

/** Whether the service did not answer a moment ago; it is let alone for a while. */
const isAway = () => Date.now() < visit.get("restingUntil", 0);

/** Whether the service answers now; it is waited for no longer than for results. Nothing is searched, and none is noted. */
export async function answers() {
  const url = operation("search");
  url.search = "log=0";
  return !isAway() && inTime(TIME_LIMIT_MS, fetch(url, { method: "HEAD" })).then(({ status }) => status < 500, () => false);
}

/**
 * The best results for *query*, in the shape of `GET /api/v1/search`; `quick: true` when the site's own list answered.
 *
 * With `log: false` the service keeps the words nowhere. Rejects with `AbortError` when *signal* aborts, with another error when neither service nor list can be reached.
 */
export async function search(query, { limit, partial = false, log = true, signal }) {
  if (isAway()) return inTime(GIVE_UP_MS, searchList(query, limit, partial));
  const asked = ask(query, { limit, partial, log, signal });
  const soon = await inTime(TIME_LIMIT_MS, asked).catch(() => null);
  if (soon) return soon;
  signal.throwIfAborted();
  const first = await inTime(GIVE_UP_MS, Promise.any([asked, searchList(query, limit, partial)]));
  if (first.quick) visit.set("restingUntil", Date.now() + COOL_DOWN_MS);
  return first;
}

/** Fetches the site's own list, and what searches it, while they can be fetched: where one server gives pages and answers, both go at once. */
export const prepare = async () => (await ownList()).open();

const searchList = async (...asked) => (await ownList()).search(...asked);

let loading = null;
let failed = 0;

/** The script that searches the list: a file of its own, so that who only reads does not load it. */
function ownList() {
  const url = new URL(failed ? `static-search.js?${failed}` : "static-search.js", import.meta.url); // some browsers try an address once only
  loading ??= import(url).catch((error) => {
    [loading, failed] = [null, failed + 1];
    throw error;
  });
  return loading;
}

async function ask(query, { limit, partial, log, signal }) {
  const url = operation("search");
  url.search = new URLSearchParams({ q: query.slice(0, MAX_QUERY_CHARS), limit, lang: document.documentElement.lang, ...(partial && { partial: 1 }), ...(!log && { log: 0 }) });
  const response = await fetch(url, { signal });
  const answer = response.ok && (await response.json());
  if (!answer.results) throw new Error(`search answered ${response.status}`); // some networks answer in its place
  return answer;
}

/** What *promise* gives, or a rejection after *limit* milliseconds. */
const inTime = (limit, promise) => Promise.race([promise, new Promise((_, reject) => setTimeout(reject, limit))]);
