/** Asks the staff API, for who is signed in. */
export class Refused extends Error {}

const SIGNED_OUT = "You are signed out. Sign in again in another tab; what you wrote stays here.";

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
  if (answer.status === 401) throw new Refused(SIGNED_OUT);
  if (answer.status === 204) return null;
  const said = await answer.json();
  if (!answer.ok) throw new Refused(`${said.error} ${said.hint}`);
  return said;
}

/** A sentence for what went wrong. */
export const reasonOf = (error) => (error instanceof Refused ? error.message : "The help centre cannot be reached. What you wrote stays here; try again in a moment.");
