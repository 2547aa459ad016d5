// Words in a form that are not saved as they are typed: kept on this device until the server has them.
// Marked with data-keep. Sealed like drafts, under the form's address, and the name in data-keep where several forms
// share one address; forgotten when a page says that it was done.
import { keep, kept, word } from "./keep.mjs";

const sent = "a.sent";
const day = 86400000;
const nameOf = (form) => `form ${new URL(form.action).pathname} ${form.dataset.keep}`.trim();
const left = (form) => Array.from(form.elements).filter((one) => one.name && !["hidden", "password", "file", "submit", "button"].includes(one.type));
const picks = (one) => one.type === "radio" || one.type === "checkbox";
const untouched = (one) => (picks(one) ? one.checked === one.defaultChecked : one.tagName === "SELECT" || one.value === one.defaultValue);
const began = (one) => (picks(one) ? one.defaultChecked : one.tagName === "SELECT" ? "" : one.defaultValue);

/** What stands in the form, beside what it began with. */
function read(form) {
  return left(form).map((one) => ({ name: one.name, value: one.value, on: picks(one) ? one.checked : true, began: began(one) }));
}

async function restore(form) {
  const before = await kept(nameOf(form));
  if (!before) return;
  if (Date.now() - before.at > day) return keep(nameOf(form), null);
  let back = false;
  for (const was of before.fields) {
    // Only where the form still begins as it did: newer words of the server are never covered.
    const one = left(form).find((own) => own.name === was.name && (!picks(own) || own.value === was.value));
    if (!one || !untouched(one) || began(one) !== was.began) continue;
    if (picks(one)) one.checked = was.on;
    else if (one.value !== was.value) {
      one.value = was.value;
      back ||= was.value.trim() !== "";
    }
  }
  if (!back) return;
  const note = document.createElement("p");
  note.className = "note";
  note.setAttribute("role", "status");
  note.textContent = word("unsent");
  form.prepend(note);
  const around = form.closest("details");
  if (around) around.open = true;
}

// A page that says what was done stands for the form that was sent last.
const last = sessionStorage.getItem(sent);
const done = new URLSearchParams(location.search).has("said") || document.querySelector("[data-done]");
const settled = last && done ? keep(last, null) : Promise.resolve();
sessionStorage.removeItem(sent);

for (const form of document.querySelectorAll("form[data-keep]")) {
  settled.then(() => restore(form));
  form.addEventListener("input", () => keep(nameOf(form), { at: Date.now(), fields: read(form) }));
  form.addEventListener("submit", () => {
    keep(nameOf(form), { at: Date.now(), fields: read(form) });
    sessionStorage.setItem(sent, nameOf(form));
  });
}
