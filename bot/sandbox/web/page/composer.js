// Where the visitor writes: a message, a reply, or a new text of an earlier one.

import { ask } from "./server.js";
import { byId, visible, words } from "./words.js";

const TALLEST = 160;

export class Composer {
  constructor() {
    this.words = byId("words");
    this.list = byId("commands");
    this.about = null;
    this.chosen = -1;
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    byId("about-nothing").addEventListener("click", () => this.reset());
    byId("list-commands").addEventListener("click", () => {
      this.words.value = this.list.hidden ? "/" : "";
      this.changed();
      this.words.focus();
    });
    this.words.addEventListener("input", () => this.changed());
    this.words.addEventListener("keydown", (event) => this.press(event));
  }

  /** Write in this chat from now on; `lastOwn` gives the message that the arrow up edits. */
  showChat(chat, lastOwn) {
    this.chat = chat;
    this.lastOwn = lastOwn;
    this.reset();
  }

  reply(message, quote) {
    this.begin({ message, quote }, "reply-to", quote || message.text);
  }

  edit(message) {
    this.begin({ message, isEdit: true }, "edit", message.text);
    this.words.value = message.text;
    this.changed();
  }

  begin(about, kind, text) {
    this.about = about;
    byId("about-what").textContent = words(kind);
    byId("about-words").textContent = visible(text);
    byId("about").hidden = false;
    this.words.focus();
  }

  reset() {
    if (this.about?.isEdit) this.words.value = "";
    this.about = null;
    byId("about").hidden = true;
    this.changed();
  }

  async submit() {
    const text = this.words.value.trim();
    if (!text) return;
    const about = this.about;
    this.words.value = "";
    this.about = null;
    this.reset();
    if (about?.isEdit) {
      await this.try(text, "/edit", { chat: about.message.chat, message: about.message.id, text });
    } else await this.send(text, about);
  }

  /** Write a text, perhaps as a reply. */
  async send(text, about = null) {
    const reply = about ? { reply_to: about.message.id, quote: about.quote ?? "" } : {};
    await this.try(text, "/write", { chat: this.chat.id, text, ...reply });
  }

  async try(text, path, body) {
    // What was not sent must not be written again by hand.
    if ((await ask(path, body)) === null && !this.words.value) this.words.value = text;
  }

  changed() {
    this.words.style.height = "auto";
    const border = this.words.offsetHeight - this.words.clientHeight;
    this.words.style.height = `${Math.min(this.words.scrollHeight + border, TALLEST)}px`;
    const typed = /^\/([a-z0-9_]*)$/i.exec(this.words.value);
    const found = typed && !this.about?.isEdit
      ? this.chat.commands.filter((one) => one.command.startsWith(typed[1].toLowerCase())) : [];
    this.chosen = -1;
    this.words.removeAttribute("aria-activedescendant");
    this.list.hidden = found.length === 0;
    this.list.replaceChildren(...found.map((one, number) => this.option(one, number)));
  }

  option(command, number) {
    const option = document.createElement("div");
    option.id = `command-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.command = command.command;
    const [name, what] = [document.createElement("b"), document.createElement("span")];
    name.textContent = `/${command.command}`;
    what.textContent = ` ${command.description}`;
    option.append(name, what);
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.take(command.command));
    return option;
  }

  /** Put a command in, to be completed or sent. */
  take(command) {
    this.words.value = `/${command} `;
    this.changed();
    this.words.focus();
  }

  press(event) {
    if (event.isComposing) return;
    const options = [...this.list.children];
    const isOpen = !this.list.hidden;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (isOpen && this.chosen >= 0) this.take(options[this.chosen].dataset.command);
      else this.submit();
    } else if (event.key === "Tab" && isOpen && this.chosen >= 0) {
      event.preventDefault();
      this.take(options[this.chosen].dataset.command);
    } else if (event.key === "Escape") {
      if (isOpen) this.list.hidden = true;
      else this.reset();
    } else if (isOpen && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.choose((this.chosen + step + options.length + (this.chosen < 0 && step < 0)) % options.length);
    } else if (event.key === "ArrowUp" && !this.words.value && this.lastOwn()) {
      event.preventDefault();
      this.edit(this.lastOwn());
    }
  }

  choose(number) {
    this.chosen = number;
    [...this.list.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === number));
      if (at === number) option.scrollIntoView({ block: "nearest" });
    });
    this.words.setAttribute("aria-activedescendant", `command-${number}`);
  }
}
