// The words of the page stand in its templates; whatever is filled in is text, never HTML.

export const byId = (id) => document.getElementById(id);

/** Return the words of a kind from a list of them. */
export function words(kind, list = "t-words") {
  return byId(list).content.querySelector(`[data-kind="${kind}"]`).textContent.trim();
}

/** Return a copy of what a list has for a kind, with its slots filled. */
export function ofKind(list, kind, slots = {}) {
  const copy = byId(list).content.querySelector(`[data-kind="${kind}"]`).cloneNode(true);
  fillSlots(copy, slots);
  return copy;
}

/** Return a copy of a template with its slots filled, and its parts by name. */
export function fill(id, slots = {}) {
  const copy = byId(id).content.cloneNode(true);
  fillSlots(copy, slots);
  const parts = {};
  for (const part of copy.querySelectorAll("[data-part]")) parts[part.dataset.part] = part;
  return { copy, parts, root: copy.firstElementChild };
}

function fillSlots(where, slots) {
  for (const [name, text] of Object.entries(slots)) {
    for (const slot of where.querySelectorAll(`[data-slot="${name}"]`)) slot.textContent = visible(text);
  }
}

// Signs that turn the direction of writing or hide themselves: U+061C, U+200E, U+202A to U+202E, …
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Return a text in which signs that could mislead its reader are seen. */
export function visible(text) {
  return String(text).replace(HIDDEN, "\ufffd");
}

/** Add terms and what is said of each to a list; leave out what is empty. */
export function describe(list, pairs) {
  for (const [term, said] of pairs) {
    if (said === "" || said === undefined || said === null) continue;
    const [name, value] = [document.createElement("dt"), document.createElement("dd")];
    name.textContent = visible(term);
    value.textContent = visible(said);
    list.append(name, value);
  }
}
