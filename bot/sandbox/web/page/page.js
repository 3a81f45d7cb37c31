// The page: a chat with the bot, and what stands behind it.

import { Composer } from "./composer.js";
import { Messages } from "./messages.js";
import { Panel } from "./panel.js";
import { openRelease, Shelf } from "./record.js";
import { alarm, ask, follow, note } from "./server.js";
import { byId, words } from "./words.js";

const TYPING_MS = 5000;
const START = /^[A-Za-z0-9_-]{1,64}$/;

const composer = new Composer(start);
const messages = new Messages(composer, { send: (text) => composer.send(text), start });
const panel = new Panel((id, passage) => openRelease(id, panel.chat, passage));
const shelf = new Shelf((id) => openRelease(id, panel.chat));
// A chat has one room; a forum has one for each of its topics.
const rooms = new Map();
let shown = null;
let description = "";
let typing = 0;

const keyOf = (chat, topic) => `${chat}/${topic ?? ""}`;

function begin(data) {
  const unread = new Map([...rooms].map(([key, room]) => [key, room.unread]));
  rooms.clear();
  description = data.description;
  composer.inline.name = data.username;
  for (const room of data.chats.flatMap(roomsOf)) rooms.set(room.key, { ...room, unread: unread.get(room.key) ?? 0 });
  byId("publish").textContent = words(data.next);
  drawLanguages(data);
  choose(rooms.get(shown?.key) ?? rooms.values().next().value);
  offerDeepLink();
}

function roomsOf(chat) {
  const general = chat.topics.length ? words("general") : chat.title;
  return [{ id: null, title: general }, ...chat.topics].map(({ id, title }) => ({
    ...chat,
    key: keyOf(chat.id, id),
    topic: id,
    title,
    chat: chat.title,
    messages: chat.messages.filter((one) => one.topic === id),
  }));
}

const roomsIn = (id) => [...rooms.values()].filter((one) => one.id === id);

function drawLanguages({ language, languages }) {
  const options = Object.entries(languages).map(([code, name]) => new Option(name, code, false, code === language));
  byId("language").replaceChildren(...options);
  // The signs of Chinese and Japanese look different.
  for (const id of ["messages", "commands"]) byId(id).lang = language;
}

function choose(room) {
  shown = room;
  room.unread = 0;
  byId("chat-name").textContent = [...new Set([room.chat, room.title])].join(" · ");
  byId("composer").hidden = room.kind === "channel";
  composer.showRoom(room, () => messages.lastOwn());
  messages.showRoom(room, description);
  panel.show(room.id);
  drawRooms();
}

/** Start the bot as a deep link does: in the private chat, from wherever it was tapped. */
function start(payload) {
  const room = [...rooms.values()].find((one) => one.kind === "private");
  if (room !== shown) choose(room);
  composer.send(`/start ${payload}`.trim());
}

function drawRooms() {
  const chats = [...new Set([...rooms.values()].map((one) => one.id))];
  byId("chats").replaceChildren(...chats.map((id) => {
    const own = roomsIn(id);
    return drawRoom(own[0], own[0].chat, id === shown.id, own);
  }));
  const topics = roomsIn(shown.id);
  byId("topics").hidden = topics.length < 2;
  byId("topics").replaceChildren(...topics.map((one) => drawRoom(one, one.title, one === shown, [one])));
  byId("channel").hidden = shown.kind !== "channel";
  byId("admit").textContent = words(shown.has_bot ? "dismiss" : "admit");
}

/** Draw the button that opens a room, with how much is unread in some rooms. */
function drawRoom(room, title, isShown, counted) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = title;
  if (isShown) button.setAttribute("aria-current", "true");
  const unread = counted.reduce((sum, one) => sum + one.unread, 0);
  if (unread) {
    const count = document.createElement("span");
    count.className = "unread";
    count.textContent = unread;
    button.append(" ", count);
  }
  button.addEventListener("click", () => {
    choose(room);
    byId(room.kind === "channel" ? "admit" : "words").focus();
  });
  return button;
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
  const room = rooms.get(keyOf(message.chat, message.topic));
  // The operator's chat, where one is set, is none of the visitor's.
  if (!room) return;
  const at = room.messages.findIndex((one) => one.id === message.id);
  if (at >= 0) room.messages[at] = message;
  else room.messages.push(message);
  if (room === shown) {
    showTyping(message.is_bot ? 0 : null);
    messages.show(message);
  } else if (at < 0) {
    room.unread += 1;
    drawRooms();
  }
}

function hearGone({ chat: id, id: gone }) {
  for (const room of roomsIn(id)) room.messages = room.messages.filter((one) => one.id !== gone);
  if (id === shown.id) messages.remove(gone);
}

function hearMember({ chat: id, has_bot: hasBot }) {
  for (const room of roomsIn(id)) room.has_bot = hasBot;
  drawRooms();
}

function showTyping(lasting) {
  if (lasting === null) return;
  clearTimeout(typing);
  byId("typing").hidden = !lasting;
  if (lasting) typing = setTimeout(() => showTyping(0), lasting);
}

byId("publish").addEventListener("click", () => ask("/publish"));
byId("language").addEventListener("change", ({ target }) => ask("/speak", { language: target.value }));
byId("admit").addEventListener("click", () => ask("/admit", { chat: shown.id, is_in: !shown.has_bot }));

follow({
  begin,
  message: hearMessage,
  gone: hearGone,
  member: hearMember,
  typing: ({ chat }) => chat === shown.id && showTyping(TYPING_MS),
  turn: ({ chat }) => {
    if (chat !== shown.id) return;
    showTyping(0);
    panel.show(chat);
  },
  note: ({ text, is_alert: isAlert }) => (isAlert ? alarm(text) : note(text)),
  published: ({ next, told }) => {
    byId("publish").textContent = words(next);
    note(words(told ? "told" : "untold"));
    panel.show(shown.id);
    if (byId("shelf").open) shelf.show();
  },
  import: (progress) => shelf.hear(progress),
});
