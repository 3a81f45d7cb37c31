// The page: a chat with the bot, and what stands behind it.

import { Composer } from "./composer.js";
import { Messages } from "./messages.js";
import { Panel } from "./panel.js";
import { openRelease, Shelf } from "./record.js";
import { alarm, ask, follow, note } from "./server.js";
import { byId, words } from "./words.js";

const TYPING_MS = 5000;
const START = /^[A-Za-z0-9_-]{1,64}$/;

const composer = new Composer();
const messages = new Messages(composer, { send: (text) => composer.send(text), start });
const panel = new Panel((id, passage) => openRelease(id, panel.chat, passage));
const shelf = new Shelf((id) => openRelease(id, panel.chat));
const chats = new Map();
let shown = null;
let description = "";
let typing = 0;

function begin(data) {
  chats.clear();
  description = data.description;
  for (const chat of data.chats) {
    chat.unread = 0;
    chats.set(chat.id, chat);
  }
  byId("publish").textContent = words(data.next);
  choose(chats.get(shown) ?? data.chats[0]);
  offerDeepLink();
}

function choose(chat) {
  shown = chat.id;
  chat.unread = 0;
  byId("chat-name").textContent = chat.title;
  composer.showChat(chat, () => messages.lastOwn());
  messages.showChat(chat, description);
  panel.show(chat.id);
  drawChats();
}

/** Start the bot as a deep link does: in the private chat, from wherever it was tapped. */
function start(payload) {
  const chat = [...chats.values()].find((one) => !one.is_group);
  if (chat.id !== shown) choose(chat);
  composer.send(`/start ${payload}`.trim());
}

function drawChats() {
  byId("chats").replaceChildren(...[...chats.values()].map((chat) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = chat.title;
    if (chat.id === shown) button.setAttribute("aria-current", "true");
    if (chat.unread) {
      const count = document.createElement("span");
      count.className = "unread";
      count.textContent = chat.unread;
      button.append(" ", count);
    }
    button.addEventListener("click", () => {
      choose(chat);
      byId("words").focus();
    });
    return button;
  }));
}

/** Offer to follow a deep link (?start=…); a page of another site may lead here, so it is a tap. */
function offerDeepLink() {
  const start = new URLSearchParams(location.search).get("start") ?? "";
  if (!START.test(start)) return;
  history.replaceState(null, "", "/");
  composer.words.value = `/start ${start}`;
  composer.changed();
  composer.words.focus();
}

function hearMessage(message) {
  const chat = chats.get(message.chat);
  // The operator's chat, where one is set, is none of the visitor's.
  if (!chat) return;
  const at = chat.messages.findIndex((one) => one.id === message.id);
  if (at >= 0) chat.messages[at] = message;
  else chat.messages.push(message);
  if (message.chat === shown) {
    showTyping(message.is_bot ? 0 : null);
    messages.show(message);
  } else if (at < 0) {
    chat.unread += 1;
    drawChats();
  }
}

function hearGone({ chat: id, id: gone }) {
  const chat = chats.get(id);
  if (!chat) return;
  chat.messages = chat.messages.filter((one) => one.id !== gone);
  if (id === shown) messages.remove(gone);
}

function showTyping(lasting) {
  if (lasting === null) return;
  clearTimeout(typing);
  byId("typing").hidden = !lasting;
  if (lasting) typing = setTimeout(() => showTyping(0), lasting);
}

byId("publish").addEventListener("click", () => ask("/publish"));

follow({
  begin,
  message: hearMessage,
  gone: hearGone,
  typing: ({ chat }) => chat === shown && showTyping(TYPING_MS),
  turn: ({ chat }) => {
    if (chat !== shown) return;
    showTyping(0);
    panel.show(chat);
  },
  note: ({ text, is_alert: isAlert }) => (isAlert ? alarm(text) : note(text)),
  published: ({ next, told }) => {
    byId("publish").textContent = words(next);
    note(words(told ? "told" : "untold"));
    panel.show(shown);
    if (byId("shelf").open) shelf.show();
  },
  import: (progress) => shelf.hear(progress),
});
