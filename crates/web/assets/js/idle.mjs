// Warns before the server signs an idle person out. Typing counts as being here.
// Without this module the server still ends the session and keeps the posted form.
import { flushAll } from "./keep.mjs";

const body = document.body;
const limit = Number(body.dataset.idleSeconds) * 1000;
const notice = Math.min(60000, limit / 3);
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("here") : null;
let seen = Date.now();
let told = Date.now();
let piece = null;
let focusBefore = null;

function here(fromOther = false) {
  seen = Date.now();
  close();
  if (!fromOther) tabs?.postMessage(1);
}

function close() {
  if (!piece) return;
  piece.remove();
  piece = null;
  focusBefore?.focus();
}

/** Tells the server that someone is here. At most once in a third of the time allowed. */
async function tell() {
  told = Date.now();
  const fresh = await fetch(body.dataset.keepUrl, {
    method: "POST",
    body: new URLSearchParams({ form_token: body.dataset.formToken }),
    redirect: "manual",
  }).catch(() => null);
  if (fresh && fresh.ok) here();
}

function warn() {
  piece = document.getElementById("idle-piece").content.cloneNode(true).firstElementChild;
  const stay = piece.querySelector("button");
  stay.addEventListener("click", () => {
    here();
    tell();
  });
  focusBefore = document.activeElement;
  body.append(piece);
  stay.focus();
}

function look() {
  const idle = Date.now() - seen;
  if (idle >= limit) {
    flushAll();
    location.reload(); // the server decides; if another tab kept the session, the page just comes back
  } else if (idle >= limit - notice) {
    if (!piece) warn();
  } else if (piece) {
    close();
  }
}

if (limit > 0) {
  setInterval(look, Math.min(5000, notice / 3));
  document.addEventListener("visibilitychange", look);
  document.addEventListener("alongside:request", () => {
    told = Date.now();
    here();
  });
  for (const kind of ["input", "pointerdown", "keydown"]) {
    document.addEventListener(kind, () => {
      if (piece) return;
      seen = Date.now();
      if (Date.now() - told > limit / 3) tell();
    }, { passive: true });
  }
  tabs?.addEventListener("message", () => here(true));
}
