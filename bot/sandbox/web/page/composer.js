// Where the visitor writes: a message, a reply, or a new text of an earlier one.

import { Inline } from "./inline.js";
import { ask } from "./server.js";
import { byId, visible, words } from "./words.js";

const TALLEST = 160;

export class Composer {
  /** `start` starts the bot with a parameter. */
  constructor(start) {
    this.inline = new Inline((...offered) => this.offer(...offered), (parameter) => {
      this.words.value = "";
      start(parameter);
    });
    this.options = [];
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

  /** Write in this room from now on; `lastOwn` gives the message that the arrow up edits. */
  showRoom(room, lastOwn) {
    this.room = room;
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
    await this.try(text, "/write", { chat: this.room.id, topic: this.room.topic, text, ...reply });
  }

  async try(text, path, body) {
    // What was not sent must not be written again by hand.
    if ((await ask(path, body)) === null && !this.words.value) this.words.value = text;
  }

  changed() {
    this.words.style.height = "auto";
    const border = this.words.offsetHeight - this.words.clientHeight;
    this.words.style.height = `${Math.min(this.words.scrollHeight + border, TALLEST)}px`;
    const isInline = !this.about && this.inline.typed(this.room, this.words.value);
    // What was listed for the words before stays until there is another list.
    if (!isInline || this.list.className !== "results") this.offer(words("commands"), this.commands(), "");
  }

  /** Return the commands that begin as what is typed. */
  commands() {
    const typed = /^\/([a-z0-9_]*)$/i.exec(this.words.value);
    if (!typed || this.about?.isEdit) return [];
    const found = this.room.commands.filter((one) => one.command.startsWith(typed[1].toLowerCase()));
    return found.map((one) => ({
      name: `/${one.command}`,
      what: one.description,
      take: () => this.complete(`/${one.command} `),
    }));
  }

  /** Offer a list to choose from, of a kind; each option has a name, words and what choosing it does. */
  offer(label, options, kind) {
    this.options = options;
    this.chosen = -1;
    this.words.removeAttribute("aria-activedescendant");
    this.list.setAttribute("aria-label", label);
    this.list.className = kind;
    this.list.hidden = options.length === 0;
    this.list.replaceChildren(...options.map((one, number) => this.draw(one, number)));
    this.list.scrollTop = 0;
    byId("offered").textContent = kind ? `${options.length} ${label}` : "";
  }

  draw({ name, what }, number) {
    const option = document.createElement("div");
    option.id = `command-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const [title, said] = [document.createElement("b"), document.createElement("span")];
    title.textContent = visible(name);
    said.textContent = ` ${visible(what)}`;
    option.append(title, said);
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => this.take(number));
    return option;
  }

  /** Choose an option: a command is put in, to be completed; a result is sent. */
  take(number) {
    this.words.value = "";
    const { take } = this.options[number];
    this.changed();
    take();
    this.words.focus();
  }

  complete(text) {
    this.words.value = text;
    this.changed();
  }

  press(event) {
    if (event.isComposing) return;
    const isOpen = !this.list.hidden;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (isOpen && this.chosen >= 0) this.take(this.chosen);
      else this.submit();
    } else if (event.key === "Tab" && isOpen && this.chosen >= 0) {
      event.preventDefault();
      this.take(this.chosen);
    } else if (event.key === "Escape") {
      if (isOpen) this.list.hidden = true;
      else this.reset();
    } else if (isOpen && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      const count = this.options.length;
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.choose((this.chosen + step + count + (this.chosen < 0 && step < 0)) % count);
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
