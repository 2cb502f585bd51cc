/** Asks the staff API, for who is signed in, and says what comes of it in their language. */
export class Refused extends Error {}

const words = {};
/** Takes the sentences that the service has for this page. */
export const learn = (sentences) => void Object.assign(words, sentences);
/** Says a sentence, with *values* in the place of its {braces}. */
export const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, value) => values[value]);

const keys = new Map();
const hex = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
/** The key of *what* is sent: the same again on the same day from this page counts once. */
export function keyOf(...what) {
  const named = JSON.stringify([new Date().toDateString(), ...what]);
  if (!keys.has(named)) keys.set(named, hex());
  return keys.get(named);
}
/** Says whether *what* was told from this page before, today. */
export function isNews(...what) {
  const before = keys.size;
  keyOf(...what);
  return keys.size > before;
}

const visitor = new URL("../../api/v1/visitor", import.meta.url);
let renewed = null;

/** Who signed in again in another tab has a new token; gives whether anybody is signed in. */
async function renew() {
  const answer = await fetch(visitor);
  if (answer.ok) renewed = (await answer.json()).form_token;
  return answer.ok;
}

function send(address, formToken, body) {
  const headers = { "Content-Type": "application/json", "X-Form-Token": formToken };
  const text = JSON.stringify(body);
  return fetch(address, { method: "POST", headers, body: text, keepalive: text.length < 60000 });
}

/** Sends *body* to *address* with the token of the session's forms; gives the decoded answer, or null when empty. */
export async function ask(address, formToken, body) {
  let answer = await send(address, renewed ?? formToken, body);
  if ((answer.status === 401 || answer.status === 403) && (await renew())) answer = await send(address, renewed, body);
  if (answer.status === 401) throw new Refused(say("signed_out"));
  if (answer.status === 204) return null;
  const said = await answer.json();
  if (!answer.ok) throw new Refused(`${said.error} ${said.hint}`);
  return said;
}

/** A sentence for what went wrong. */
export const reasonOf = (error) => (error instanceof Refused ? error.message : say("unreachable"));
