// The record: a release with what is marked in it, the shelf, and files that are put on record.

import { ask, note, read } from "./server.js";
import { safeAddress } from "./formatting.js";
import { byId, fill, visible, words } from "./words.js";

/** Open a release with the words that were quoted last in a chat marked, and perhaps a passage. */
export async function openRelease(id, chat, passage = {}) {
  const asked = new URLSearchParams({ id, chat });
  if (passage.version) asked.set("version", passage.version);
  if (passage.span) {
    asked.set("start", passage.span[0]);
    asked.set("end", passage.span[1]);
  }
  const release = await read(`/release?${asked}`);
  if (release === null) return;
  byId("release-title").textContent = visible(release.title);
  const about = [release.date, release.kind, release.id, `${words("version")} ${release.version}`];
  if (release.provisional) about.push(words("provisional"));
  if (release.withdrawn_at) about.push(words("withdrawn-release"));
  byId("release-about").replaceChildren(about.join(" · "), ...linkTo(release.url));
  const text = byId("release-text");
  text.replaceChildren(...release.runs.map(drawRun));
  byId("release").showModal();
  (text.querySelector("mark.considered, mark.quoted") ?? text).scrollIntoView({ block: "center" });
}

function linkTo(url) {
  const address = safeAddress(url ?? "");
  if (!address) return [];
  const link = document.createElement("a");
  link.href = address;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.textContent = new URL(address).host;
  return [" · ", link];
}

function drawRun(run) {
  if (!run.marks.length) return visible(run.text);
  const mark = document.createElement("mark");
  mark.className = run.marks.join(" ");
  mark.textContent = visible(run.text);
  return mark;
}

export class Shelf {
  constructor(open) {
    this.open = open;
    this.depth = 0;
    byId("open-shelf").addEventListener("click", () => this.show());
    for (const id of ["choose-files", "choose-folder"]) {
      byId(id).addEventListener("change", ({ target }) => {
        const chosen = [...target.files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
        target.value = "";
        this.take(chosen);
      });
    }
    addEventListener("dragenter", (event) => this.drag(event, 1));
    addEventListener("dragleave", (event) => this.drag(event, -1));
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => this.drop(event));
  }

  async show() {
    if (!byId("shelf").open) byId("shelf").showModal();
    const shelf = await read("/shelf");
    if (shelf === null) return;
    const isMore = shelf.in_all > shelf.releases.length;
    const count = `${shelf.in_all.toLocaleString()} ${words("on-record")}`;
    byId("shelf-count").textContent = isMore ? `${count}; ${words("newest")}` : count;
    byId("shelf-list").replaceChildren(...shelf.releases.map((one) => this.item(one)));
  }

  item(release) {
    const about = [release.date, release.kind, release.withdrawn_at && words("withdrawn-release")];
    const { copy, root } = fill("t-shelf-release", {
      title: release.title, about: about.filter(Boolean).join(" · "),
    });
    root.querySelector("button").addEventListener("click", () => this.open(release.id));
    return copy;
  }

  drag(event, step) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.depth += step;
    byId("dropping").hidden = this.depth <= 0;
  }

  async drop(event) {
    event.preventDefault();
    this.depth = 0;
    byId("dropping").hidden = true;
    const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry()).filter(Boolean);
    const found = [];
    for (const entry of entries) await collect(entry, "", found);
    await this.take(found);
  }

  /** Hand over files, one after the other, and have them imported. */
  async take(files) {
    if (!files.length) return;
    await this.show();
    const opened = await ask("/drops");
    if (opened === null) return;
    byId("import").hidden = false;
    byId("import-refused").replaceChildren();
    for (const [at, { name, file }] of files.entries()) {
      this.progress(at / files.length, `${words("sending-files")} ${at + 1} / ${files.length}`);
      const asked = new URLSearchParams({ name, size: file.size });
      // Of what is refused for its size, nothing needs to be sent.
      const sent = file.size > opened.largest ? new Blob() : file;
      await ask(`/drops/${opened.drop}/files?${asked}`, sent);
    }
    await ask(`/drops/${opened.drop}/import`);
  }

  progress(share, status) {
    byId("import-progress").value = share;
    byId("import-status").textContent = status;
  }

  /** Show how far an import is. */
  hear({ done, size, outcomes, refused, is_over: isOver }) {
    const counts = Object.entries(outcomes).map(([kind, count]) => `${count} ${words(kind)}`);
    byId("import").hidden = false;
    this.progress(size ? done / size : 1, `${words(isOver ? "import-done" : "reading")} ${counts.join(", ")}`);
    byId("import-refused").replaceChildren(...refused.map((one) => fill("t-refused-file", one).copy));
    if (!isOver) return;
    if (byId("shelf").open) this.show();
    else note(byId("import-status").textContent);
  }
}

/** Collect the files of an entry that was dropped, with their paths. */
async function collect(entry, path, found) {
  const name = path ? `${path}/${entry.name}` : entry.name;
  if (entry.isFile) {
    const file = await new Promise((resolve) => entry.file(resolve, () => resolve(null)));
    if (file) found.push({ name, file });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    // A hundred at a time, until there are none.
    const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (!some.length) return;
    for (const one of some) await collect(one, name, found);
  }
}
