// The messages of the chat that is shown.

import { foldQuotations, format, markedWords, openQuotations, safeAddress } from "./formatting.js";
import { ask, copy } from "./server.js";
import { byId, fill, visible, words } from "./words.js";

const NEAR_THE_END = 80;
const TIME = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit" });

export class Messages {
  /** `compose` is asked to reply or to edit; `visitor` can `send` a text and `start` the bot. */
  constructor(compose, visitor) {
    this.list = byId("messages");
    this.compose = compose;
    this.visitor = visitor;
    this.shown = new Map();
    byId("reply-to-marked").addEventListener("pointerdown", (event) => event.preventDefault());
    byId("reply-to-marked").addEventListener("click", () => this.replyToMarked());
    document.addEventListener("selectionchange", () => this.offerReply());
  }

  /** Show the messages of a room, or how to begin. */
  showRoom(room, description) {
    this.list.replaceChildren();
    this.shown.clear();
    this.room = room;
    this.description = description;
    room.messages.forEach((one) => this.draw(one));
    this.welcome();
    this.list.scrollTop = this.list.scrollHeight;
  }

  welcome() {
    if (this.shown.size || this.room.kind !== "private") return;
    const { copy: start, root } = fill("t-welcome", { description: this.description });
    root.querySelector("button").addEventListener("click", () => this.visitor.start(""));
    this.list.append(start);
  }

  /** Show a message: in its place if it was shown before, else below the others. */
  show(message) {
    const isAtEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_THE_END;
    const isNew = !this.shown.has(message.id);
    this.list.querySelector(".welcome")?.remove();
    const element = this.draw(message);
    if (isNew && (isAtEnd || !message.is_bot)) this.reveal(element);
  }

  /** Scroll to a message: to its beginning, if it is longer than the window. */
  reveal(element) {
    const isLong = element.offsetHeight > this.list.clientHeight;
    element.scrollIntoView({ block: isLong ? "start" : "end" });
  }

  remove(id) {
    this.shown.get(id)?.element.remove();
    this.shown.delete(id);
  }

  draw(message) {
    const before = this.shown.get(message.id);
    const { copy: drawn, parts, root } = fill("t-message", {
      "replied-from": message.reply?.from ?? "",
      "replied-text": message.reply?.text ?? "",
      via: message.via,
      "file-name": message.file?.name ?? "",
      "file-size": message.file ? `${message.file.size.toLocaleString()} ${words("bytes")}` : "",
    });
    const moment = new Date(message.date * 1000);
    root.classList.add(message.is_bot ? "of-bot" : "of-visitor");
    root.dataset.id = message.id;
    root.setAttribute("aria-label", `${visible(message.from)}, ${TIME.format(moment)}`);
    parts.time.textContent = TIME.format(moment);
    parts.time.dateTime = moment.toISOString();
    parts.text.append(format(visible(message.text), message.entities, this.visitor));
    if (!message.text) parts.text.remove();
    if (!message.via) parts.via.remove();
    if (!message.is_edited) parts.edited.remove();
    this.drawFile(message, parts);
    this.drawReply(message, parts.replied);
    this.drawButtons(message, parts.rows);
    parts.reply.addEventListener("click", () => {
      this.compose.reply(message, markedWords(parts.text, message.text));
    });
    if (this.room.kind === "channel") parts.deeds.remove();
    if (message.is_bot || message.via) parts.edit.remove();
    else parts.edit.addEventListener("click", () => this.compose.edit(message));
    this.put(root, drawn, before);
    foldQuotations(parts.text, before ? openQuotations(before.element) : undefined);
    this.shown.set(message.id, { message, element: root, text: parts.text });
    return root;
  }

  put(root, drawn, before) {
    if (!before) {
      this.list.append(drawn);
      return;
    }
    const focused = before.element.contains(document.activeElement) ? document.activeElement : null;
    before.element.replaceWith(drawn);
    if (!focused) return;
    const buttons = [...root.querySelectorAll(".rows button")];
    const same = buttons.find((one) => one.textContent === focused.textContent);
    (same ?? buttons[0] ?? root).focus({ preventScroll: true });
  }

  drawFile(message, parts) {
    const address = `/files/${message.chat}/${message.id}`;
    if (message.is_photo) {
      parts.picture.src = address;
      parts.picture.alt = words("picture");
    } else parts.picture.remove();
    if (message.file && !message.is_photo) {
      parts.file.href = address;
      parts.file.download = visible(message.file.name);
    } else parts.file.remove();
  }

  drawReply(message, replied) {
    if (!message.reply) {
      replied.remove();
      return;
    }
    replied.classList.toggle("is-quote", message.reply.is_quote);
    replied.addEventListener("click", () => {
      const target = this.shown.get(message.reply.id)?.element;
      target?.scrollIntoView({ block: "center" });
      target?.focus({ preventScroll: true });
    });
  }

  drawButtons(message, rows) {
    if (!message.rows.length) rows.remove();
    for (const row of message.rows) {
      const line = document.createElement("div");
      line.className = "row";
      line.append(...row.map((button) => this.drawButton(message, button)));
      rows.append(line);
    }
  }

  drawButton(message, button) {
    const address = button.url && button.start === undefined ? safeAddress(button.url) : null;
    const element = document.createElement(address ? "a" : "button");
    element.textContent = visible(button.label);
    if (address) {
      element.href = address;
      element.target = "_blank";
      element.rel = "noopener noreferrer";
      return element;
    }
    element.type = "button";
    element.addEventListener("click", async () => {
      if (button.start !== undefined) this.visitor.start(button.start);
      else if (button.copied) copy(button.copied);
      else if (button.data) {
        element.setAttribute("aria-busy", "true");
        await ask("/tap", { chat: message.chat, message: message.id, data: button.data });
        element.removeAttribute("aria-busy");
      }
    });
    return element;
  }

  /** Return the message in which words are marked, and the words; null if none are. */
  marked() {
    const within = getSelection().anchorNode?.parentElement?.closest?.("article.message");
    const shown = within && this.shown.get(Number(within.dataset.id));
    if (!shown) return null;
    const quote = markedWords(shown.text, shown.message.text);
    return quote ? { message: shown.message, quote } : null;
  }

  offerReply() {
    const button = byId("reply-to-marked");
    const marked = this.marked();
    button.hidden = !marked;
    if (!marked) return;
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    const left = Math.min(box.left, innerWidth - button.offsetWidth - 8);
    button.style.left = `${Math.max(8, left)}px`;
    button.style.top = `${Math.max(8, box.top - button.offsetHeight - 6)}px`;
  }

  replyToMarked() {
    const marked = this.marked();
    if (marked) this.compose.reply(marked.message, marked.quote);
    getSelection().removeAllRanges();
  }

  /** Return the last message of the visitor that can be edited; undefined if there is none. */
  lastOwn() {
    return [...this.shown.values()].map((one) => one.message).filter((one) => !one.is_bot && !one.via).at(-1);
  }
}
