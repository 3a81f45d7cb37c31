// The bot's name and some words: what it lists for them, to be chosen from and sent.

import { ask } from "./server.js";
import { words } from "./words.js";

// As in Telegram's clients: not every key is a query.
const PAUSE_MS = 250;
const LONGEST = 256;

export class Inline {
  /** `offer` gets a label and options; `start` starts the bot with a parameter. */
  constructor(offer, start) {
    this.offer = offer;
    this.start = start;
    this.name = "";
    this.wanted = null;
    this.isAsking = false;
    this.timer = 0;
  }

  /** Take what is typed; return whether it is words behind the bot's name. */
  typed(room, text) {
    clearTimeout(this.timer);
    this.wanted = null;
    const begin = `@${this.name} `.toLowerCase();
    const query = text.slice(begin.length).trim();
    if (!text.toLowerCase().startsWith(begin) || query.length > LONGEST) return false;
    const wanted = { room, query };
    this.timer = setTimeout(() => {
      this.wanted = wanted;
      this.ask();
    }, PAUSE_MS);
    return true;
  }

  /** Ask for what is wanted last, one after the other; what was overtaken is not shown. */
  async ask() {
    if (this.isAsking) return;
    this.isAsking = true;
    while (this.wanted) {
      const wanted = this.wanted;
      const found = await ask("/search", { chat: wanted.room.id, typed: wanted.query });
      if (wanted !== this.wanted) continue;
      this.wanted = null;
      if (found) this.offer(words("results"), this.options(wanted.room, found), "results");
    }
    this.isAsking = false;
  }

  options(room, { list, results, button }) {
    const found = results.map((one, number) => ({
      name: one.title,
      what: one.words,
      take: () => ask("/insert", { chat: room.id, topic: room.topic, list, number }),
    }));
    const offered = button ? [{ name: button.text, what: "", take: () => this.start(button.start_parameter) }] : [];
    return [...offered, ...found];
  }
}
