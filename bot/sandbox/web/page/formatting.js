// The text of a message with its entities, as elements. Offsets are in UTF-16 units, as in JavaScript.

import { copy } from "./server.js";
import { words } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", date_time: "time", spoiler: "span",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const COMMAND = /(?<![\w/<>@.])\/[a-z0-9_]{1,32}(?:@\w{3,32})?(?![\w/])/g;
const FOLDED_LINES = 3;

/** Return the elements of a text; `visitor` can `send` a text, and `start` the bot by a deep link. */
export function format(text, entities, visitor) {
  const given = entities.map((one) => ({ ...one, end: one.offset + one.length }));
  const whole = document.createDocumentFragment();
  nest({ text, visitor }, whole, 0, text.length, given, false);
  return whole;
}

function nest(message, parent, start, end, entities, isLink) {
  const waiting = [...entities].sort((one, other) => one.offset - other.offset || other.end - one.end);
  let at = start;
  while (waiting.length) {
    const outer = waiting.shift();
    plain(message, parent, at, outer.offset, isLink);
    const inner = [];
    for (let i = waiting.length - 1; i >= 0; i--) {
      const one = waiting[i];
      if (one.offset >= outer.end) continue;
      waiting.splice(i, 1);
      inner.push({ ...one, end: Math.min(one.end, outer.end) });
      // What sticks out of it is marked again behind it.
      if (one.end > outer.end) waiting.unshift({ ...one, offset: outer.end });
    }
    const element = elementOf(outer, message);
    nest(message, element, outer.offset, outer.end, inner, isLink || element.matches("a,button,code,pre"));
    parent.append(element);
    if (outer.type === "pre") parent.append(copyButton(message.text.slice(outer.offset, outer.end)));
    at = outer.end;
    // A block ends its line: the line break behind it would be an empty line.
    if (BLOCKS.has(outer.type) && at < end && message.text[at] === "\n") {
      const lineEnd = document.createElement("span");
      lineEnd.className = "line-end";
      lineEnd.textContent = "\n";
      parent.append(lineEnd);
      at += 1;
    }
  }
  plain(message, parent, at, end, isLink);
}

function plain(message, parent, start, end, isLink) {
  const text = message.text.slice(start, end);
  let at = 0;
  for (const found of isLink ? [] : text.matchAll(COMMAND)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = found[0];
    button.addEventListener("click", () => message.visitor.send(found[0]));
    parent.append(text.slice(at, found.index), button);
    at = found.index + found[0].length;
  }
  parent.append(text.slice(at));
}

function elementOf(entity, message) {
  if (entity.type === "text_link") return linkOf(entity, message);
  const element = document.createElement(TAGS[entity.type] ?? "span");
  if (entity.type === "expandable_blockquote") element.className = "expandable";
  if (entity.type === "spoiler") element.className = "spoiler";
  if (entity.type === "date_time" && entity.unix_time) {
    const moment = new Date(entity.unix_time * 1000);
    element.dateTime = moment.toISOString();
    element.title = moment.toLocaleString();
  }
  if (entity.type === "code") element.addEventListener("click", () => copy(element.textContent));
  return element;
}

function linkOf(entity, message) {
  if (entity.start !== undefined) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.addEventListener("click", () => message.visitor.start(entity.start));
    return button;
  }
  const address = safeAddress(entity.url);
  if (address === null) return document.createElement("span");
  const link = document.createElement("a");
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

/** Return an address of the web; null for any other, such as one that would run a script. */
export function safeAddress(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && ["http:", "https:"].includes(url.protocol) ? url.href : null;
}

function copyButton(text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.dataset.ui = "";
  button.textContent = words("copy");
  button.addEventListener("click", () => copy(text));
  return button;
}

/** Fold the long quotations of a message that is shown; `open` are the numbers of those to leave open. */
export function foldQuotations(text, open = new Set()) {
  [...text.querySelectorAll("blockquote.expandable")].forEach((quotation, number) => {
    const line = parseFloat(getComputedStyle(quotation).lineHeight);
    if (quotation.scrollHeight <= line * (FOLDED_LINES + 1)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "unfold";
    button.dataset.ui = "";
    const set = (isOpen) => {
      quotation.classList.toggle("folded", !isOpen);
      button.setAttribute("aria-expanded", String(isOpen));
      button.textContent = words(isOpen ? "show-less" : "show-all");
    };
    const toggle = () => set(quotation.classList.contains("folded"));
    button.addEventListener("click", toggle);
    quotation.addEventListener("click", (event) => {
      if (getSelection().isCollapsed && !event.target.closest("a,button")) toggle();
    });
    set(open.has(number));
    quotation.after(button);
  });
}

/** Return which of the long quotations of a message are open, by number. */
export function openQuotations(text) {
  const quotations = [...text.querySelectorAll("blockquote.expandable")];
  return new Set(quotations.flatMap((one, number) => (one.classList.contains("folded") ? [] : [number])));
}

/** Return the words of a message that are marked, as they stand in its text; empty if none are. */
export function markedWords(element, text) {
  const selection = getSelection();
  if (selection.rangeCount === 0 || selection.isCollapsed) return "";
  const range = selection.getRangeAt(0);
  if (!element.contains(range.commonAncestorContainer)) return "";
  const place = (node, offset) => {
    const before = document.createRange();
    before.setStart(element, 0);
    before.setEnd(node, offset);
    let length = 0;
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const one = texts.currentNode;
      if (one.parentElement.closest("[data-ui]") || !before.intersectsNode(one)) continue;
      length += one === node ? offset : one.length;
    }
    return length;
  };
  const end = place(range.endContainer, range.endOffset);
  return text.slice(place(range.startContainer, range.startOffset), end).trim();
}
