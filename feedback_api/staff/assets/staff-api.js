/** Asks the staff API, for who is signed in. */
export class Refused extends Error {}

const SIGNED_OUT = "You are signed out. Sign in again in another tab; what you wrote stays here.";

/** Sends *body* to *address* with the token of the session's forms; gives the decoded answer, or null when empty. */
export async function ask(address, formToken, body) {
  const headers = { "Content-Type": "application/json", "X-Form-Token": formToken };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body), keepalive: JSON.stringify(body).length < 60000 });
  if (answer.status === 401) throw new Refused(SIGNED_OUT);
  if (answer.status === 204) return null;
  const said = await answer.json();
  if (!answer.ok) throw new Refused(`${said.error} ${said.hint}`);
  return said;
}

/** A sentence for what went wrong. */
export const reasonOf = (error) => (error instanceof Refused ? error.message : "The help centre cannot be reached. What you wrote stays here; try again in a moment.");
