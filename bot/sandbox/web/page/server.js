// What the page asks of its server.

import { byId, visible, words } from "./words.js";

/** Ask for a change; say why if it is refused. Return the answer, or null. */
export async function ask(path, body) {
  return heard(fetch(path, { method: "POST", body: body instanceof Blob ? body : JSON.stringify(body ?? {}) }));
}

/** Read something as JSON; null if that was refused. */
export async function read(path) {
  return heard(fetch(path));
}

async function heard(asking) {
  let response;
  try {
    response = await asking;
  } catch {
    note(words("away"));
    return null;
  }
  if (response.ok) return [202, 204].includes(response.status) ? {} : response.json();
  const { refused } = await response.json().catch(() => ({ refused: response.statusText }));
  note(refused);
  return null;
}

let hiding = 0;

/** Say something for a moment. */
export function note(text) {
  const shown = byId("note");
  shown.textContent = visible(text);
  shown.classList.add("shown");
  clearTimeout(hiding);
  hiding = setTimeout(() => shown.classList.remove("shown"), 6000);
}

/** Say something until it is acknowledged. */
export function alarm(text) {
  byId("alert-words").textContent = visible(text);
  byId("alert").showModal();
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    note(words("copied"));
  } catch {
    alarm(text);
  }
}

/** Follow what happens; `hear` has a function for each kind of event. */
export function follow(hear) {
  const events = new EventSource("/events");
  for (const [name, act] of Object.entries(hear)) {
    events.addEventListener(name, (event) => act(JSON.parse(event.data)));
  }
}
