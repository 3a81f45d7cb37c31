// The side panel: what stands behind the last answer in a chat.

import { read } from "./server.js";
import { byId, describe, fill, ofKind, words } from "./words.js";

const MOST_WORDS = 260;
const percent = (share) => `${Math.round(share * 100)} %`;

export class Panel {
  /** `open` shows a release, with a span of it marked. */
  constructor(open) {
    this.open = open;
    this.element = byId("panel");
    this.toggle = byId("toggle-panel");
    this.toggle.addEventListener("click", () => this.set(this.element.hidden));
    byId("close-panel").addEventListener("click", () => this.set(false));
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.set(false);
    });
  }

  set(isOpen) {
    this.element.hidden = !isOpen;
    this.toggle.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) {
      this.show(this.chat);
      this.element.focus();
    } else this.toggle.focus();
  }

  /** Show what stands behind the last answer in a chat, if the panel is open. */
  async show(chat) {
    this.chat = chat;
    if (this.element.hidden) return;
    const behind = await read(`/look/${chat}`);
    if (behind === null || chat !== this.chat) return;
    byId("behind").replaceChildren(
      behind.answer ? this.answer(behind.answer) : fill("t-no-answer").copy,
      this.calls(behind.calls),
      this.rows(behind.rows),
    );
  }

  answer(answer) {
    const { copy, parts } = fill("t-answer", {
      shown: answer.understood.shown,
      needed: percent(answer.needed),
      "considered-count": `${answer.considered_in_all ?? 0} ${words("passages")}`,
    });
    describe(parts.understood, understood(answer.understood));
    parts.why.append(...reasons(answer));
    if (answer.considered.length) parts.considered.append(...answer.considered.map((one) => this.candidate(one)));
    else parts["considered-section"].remove();
    return copy;
  }

  candidate(one) {
    const { copy, parts, root } = fill("t-candidate", {
      title: one.title,
      about: [one.date, one.speaker, one.statement].filter(Boolean).join(" · "),
      score: one.score,
      coverage: percent(one.coverage),
      words: one.words.length > MOST_WORDS ? `${one.words.slice(0, MOST_WORDS)}…` : one.words,
      met: one.met.join(", "),
      missing: one.missing.join(", "),
    });
    parts.meter.value = one.coverage;
    parts.state.append(ofKind("t-states", one.is_quoted ? "quoted" : one.answers ? "answers" : "short"));
    root.classList.toggle("answers", one.answers);
    if (!one.met.length) parts.met.remove();
    if (!one.missing.length) parts.missing.remove();
    root.querySelector("button").addEventListener("click", () => this.open(one.release, one));
    return copy;
  }

  calls(calls) {
    const { copy, parts } = fill("t-calls");
    for (const call of calls) {
      const { copy: shown, parts: own } = fill("t-call", { method: call.method, refused: call.refused });
      describe(own.params, [...Object.entries(call.params), ["files", call.files.join("; ")]]);
      parts.list.append(shown);
    }
    return copy;
  }

  rows(tables) {
    const { copy, parts } = fill("t-rows");
    for (const { table, rows } of tables) {
      const count = `${rows.length} ${words(rows.length === 1 ? "row" : "rows")}`;
      const { copy: shown, parts: own } = fill("t-table", { table, count });
      for (const row of rows) {
        const list = document.createElement("dl");
        describe(list, Object.entries(row));
        own.list.append(list);
      }
      parts.list.append(shown);
    }
    if (!tables.length) parts.list.append(fill("t-no-rows").copy);
    return copy;
  }
}

function understood(query) {
  const period = query.since || query.until ? `${query.since ?? "…"} – ${query.until ?? "…"}` : "";
  const listed = (one) => (Array.isArray(one) ? one.map(shown).join("; ") : shown(one));
  const skipped = new Set(["shown", "since", "until", "barred"]);
  const pairs = Object.entries(query).filter(([name, said]) => !skipped.has(name) && !isEmpty(said));
  return [["period", period], ...pairs.map(([name, said]) => [name.replaceAll("_", " "), listed(said)])];
}

function isEmpty(said) {
  return !said || (typeof said === "object" && Object.values(said).every(isEmpty));
}

/** Return a value as words; of an object its fields that are not empty. */
function shown(one) {
  if (typeof one !== "object" || one === null) return String(one);
  const pairs = Object.entries(one).filter(([, said]) => !isEmpty(said));
  return pairs.map(([name, said]) => (isNaN(name) ? `${name}: ` : "") + shown(said)).join(", ");
}

function reasons(answer) {
  const { searched } = answer;
  const found = `${answer.found} ${words(answer.found === 1 ? "statement" : "statements")}`;
  const listed = {
    met: answer.met.join(", "),
    missing: answer.missing.join(", "),
    unknown: answer.unknown.join(", "),
    outside: answer.outside_of.join(", ").replaceAll("_", " "),
    suggestion: answer.suggestion ?? "",
    searched: `${searched.releases} ${words("releases")}, ${searched.since ?? "…"} – ${searched.until ?? "…"}`,
  };
  const kinds = [answer.status, ...(answer.may_be_more ? ["more"] : []),
    ...Object.keys(listed).filter((kind) => listed[kind])];
  return kinds.map((kind) => {
    const line = document.createElement("li");
    line.append(...ofKind("t-kinds", kind, { found, words: listed[kind] ?? "" }).childNodes);
    return line;
  });
}
