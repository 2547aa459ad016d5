// Words are saved as they are typed. One post for each field: { owner, field, base, text, form_token, command_id }.
//   200 { revision }          the server has it
//   409 { theirs, revision }  someone else wrote there: both texts are shown, a person picks
//   401, 403                  the session ended: the words stay here and in the field
//   other 4xx { message }     refused, with a reason
//   no answer, 5xx            kept on this device, tried again
// Without this module the form's own button saves the same fields.
import { beforeLeaving, keep, kept, newId, word } from "./keep.mjs";

const pause = 800;
const again = 15000;

class Field {
  constructor(area) {
    this.area = area;
    this.form = area.form;
    this.box = area.closest(".field");
    this.state = this.box.querySelector("[data-saving]");
    this.saved = area.value;
    this.busy = false;
    this.name = `${area.dataset.owner}.${area.dataset.field}`;
    area.addEventListener("input", () => this.typed());
    area.addEventListener("blur", () => this.save());
    this.restore();
  }

  get unsaved() {
    return this.area.value !== this.saved;
  }

  /** Words from before a lost line or a closed tab come back, over the base they were written on. */
  async restore() {
    const before = await kept(this.name);
    if (!before || this.unsaved) return;
    if (before.text === this.area.value) return keep(this.name, null);
    this.base = before.base;
    this.area.value = before.text;
    this.save();
  }

  get base() {
    return this.area.dataset.revision;
  }

  set base(revision) {
    this.area.dataset.revision = revision;
    const hidden = this.box.querySelector("[data-base]");
    if (hidden) hidden.value = revision;
  }

  say(state, text = word(state)) {
    this.state.dataset.state = state;
    if (this.state.textContent !== text) this.state.textContent = text;
  }

  typed() {
    clearTimeout(this.timer);
    this.command = null;
    keep(this.name, { base: this.base, text: this.area.value });
    this.timer = setTimeout(() => this.save(), pause);
  }

  request(text) {
    this.command ??= newId();
    return {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({
        owner: this.area.dataset.owner,
        field: this.area.dataset.field,
        base: Number(this.base),
        text,
        form_token: this.form.elements.form_token.value,
        command_id: this.command,
      }),
    };
  }

  async save(force = false) {
    clearTimeout(this.timer);
    if (this.busy || this.clash || !(this.unsaved || force)) return;
    this.busy = true;
    const text = this.area.value;
    this.say("saving");
    try {
      const answer = await fetch(this.form.dataset.draftUrl, this.request(text));
      await this.heard(answer, text);
    } catch {
      this.later();
    }
    this.busy = false;
    if (this.more) {
      this.more = false;
      this.save();
    }
  }

  async heard(answer, text) {
    document.dispatchEvent(new CustomEvent("alongside:request"));
    if (answer.status >= 500) return this.later();
    if (answer.redirected || answer.status === 401 || answer.status === 403) return this.say("expired");
    const said = await answer.json().catch(() => ({}));
    if (answer.status === 409) return this.ask(text, said);
    if (!answer.ok) return this.say("refused", said.message || word("refused"));
    this.command = null;
    this.saved = text;
    this.base = said.revision;
    if (this.unsaved) {
      keep(this.name, { base: this.base, text: this.area.value });
      this.more = true;
    } else {
      keep(this.name, null);
      this.say("saved");
    }
  }

  later() {
    this.say("offline");
    keep(this.name, { base: this.base, text: this.area.value });
    this.timer = setTimeout(() => this.save(), again);
  }

  /** Two texts, side by side. Nothing is chosen for anybody. */
  ask(mine, { theirs, revision }) {
    if (theirs === mine) {
      this.saved = mine;
      this.base = revision;
      keep(this.name, null);
      return this.say("saved");
    }
    this.say("clash");
    const piece = document.getElementById("clash-piece").content.cloneNode(true).firstElementChild;
    piece.querySelector('[data-slot="mine"]').textContent = mine;
    piece.querySelector('[data-slot="theirs"]').textContent = theirs;
    piece.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-choose]")?.dataset.choose;
      if (!choice) return;
      const now = this.area.value;
      this.area.value = { mine: now, theirs, join: `${theirs}\n\n${now}` }[choice];
      this.base = revision;
      this.saved = theirs;
      this.clash = null;
      this.command = null;
      piece.remove();
      this.area.focus();
      // Sent even where the standing text was picked: the server then forgets what it kept beside it.
      this.save(true);
    });
    this.clash = piece;
    this.box.append(piece);
  }

  /** What somebody else saved meanwhile, where nothing of ours is unsaved and nobody is writing. */
  fresh(text, revision) {
    if (Number(this.base) >= revision || this.busy || this.clash || this.unsaved) return;
    if (document.activeElement === this.area) return;
    this.area.value = text;
    this.saved = text;
    this.base = revision;
    const was = this.form.elements[`was.${this.area.dataset.field}.${this.area.dataset.owner}`];
    if (was) was.value = "";
    this.say("fresh");
  }

  /** The page is going: one last post that outlives it. */
  flush() {
    if (!this.unsaved || this.clash) return;
    keep(this.name, { base: this.base, text: this.area.value });
    const request = this.request(this.area.value);
    // Browsers let at most 64 kB outlive a page; longer words stay kept on the device.
    return fetch(this.form.dataset.draftUrl, { ...request, keepalive: request.body.length < 60000 }).catch(() => {});
  }
}

const fields = Array.from(document.querySelectorAll("[data-draft-url] [data-draft]"), (area) => new Field(area));
const flush = () => Promise.all(fields.map((field) => field.flush()));

beforeLeaving(flush);
addEventListener("online", () => fields.forEach((field) => field.save()));
addEventListener("pagehide", flush);
// Words that could not be sent: leaving is asked about, except when the page was emptied to leave at once.
addEventListener("beforeunload", (event) => {
  if (fields.some((field) => field.area.isConnected && !field.leaving && (field.clash || (field.unsaved && field.state.dataset.state === "offline")))) event.preventDefault();
});
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && fields.forEach((field) => field.save()));

// The form's own button sends the same words; what it sends is not sent twice.
for (const form of new Set(fields.map((field) => field.form))) {
  form.addEventListener("submit", () => {
    for (const field of fields) {
      if (field.form !== form) continue;
      clearTimeout(field.timer);
      field.saved = field.area.value;
      field.leaving = true;
    }
  });
}

// Another person may be writing on the same draft. Their saved words come in quietly, only while somebody is here:
// a page that looks by itself must not keep a session alive.
const watched = document.querySelector("[data-watch]");
const every = 10000;
const nearby = 120000;
let seen = "";
let active = Date.now();
for (const kind of ["input", "pointerdown", "keydown", "scroll"]) {
  addEventListener(kind, () => { active = Date.now(); }, { passive: true, capture: true });
}

async function look() {
  if (document.visibilityState === "hidden" || Date.now() - active > nearby) return;
  try {
    const answer = await fetch(`${watched.dataset.watch}?seen=${seen}`, { headers: { accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const now = await answer.json();
    // Asked with the mark of what is here, the server answers with what is new, and only that counts as a look.
    seen = now.mark;
    const texts = new Map(now.texts.map((one) => [`${one.owner}.${one.field}`, one]));
    for (const field of fields) {
      const now = texts.get(field.name);
      if (now) field.fresh(now.text, now.revision);
    }
  } catch { /* no signal: the next look may have it */ }
}
if (watched) setInterval(look, every);
