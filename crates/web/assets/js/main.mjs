// The one module that every page loads. It looks at what the page has and fetches only what that needs.
// Without it every page still works: forms post, links lead, help opens.
import "./exit.mjs";

const needs = [
  ["[data-draft-url] [data-draft]", "./drafts.mjs"],
  ["form[data-keep], [data-done], .flash > .good", "./forms.mjs"],
  ["[data-idle-seconds]", "./idle.mjs"],
  ["[data-language-url]", "./language.mjs"],
  ["[data-meetings]", "./meetings.mjs"],
  ["form[data-answers]", "./choose.mjs"],
  ["[data-copy]", "./share.mjs"],
  ["[data-pad]", "./pad.mjs"],
  ["[data-join]", "./join.mjs"],
  ["[data-passkey]", "./passkey.mjs"],
];
for (const [selector, module] of needs) {
  if (document.querySelector(selector)) import(module).catch(() => {}); // no signal: the page works without it
}

// A form that came back with errors says so first.
document.querySelector("[data-errors]")?.focus();

// Help closes when one is done with it.
const help = document.getElementById("help-now");
document.addEventListener("click", (event) => {
  if (help?.open && !help.contains(event.target)) help.open = false;
});
help?.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    help.open = false;
    help.querySelector("summary").focus();
  }
});

// Offline, the crisis page still opens.
if ("serviceWorker" in navigator && isSecureContext) {
  navigator.serviceWorker.register("/sw.js").catch(() => {});
  // Most addresses of people say nothing of their language: the page does.
  navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ lang: document.documentElement.lang })).catch(() => {});
}
