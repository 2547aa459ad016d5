// Leave at once: the button, or Escape three times within two seconds.
// The screen goes blank before anything is asked of the network. Without this module the button posts a form.
import { clearLocal, flushAll } from "./keep.mjs";

const form = document.querySelector("form.exit");
const patience = 1500;

/** Ends the session, forgets what this device keeps, and shows a neutral page in place of this one. */
export async function leave() {
  document.title = " ";
  document.body.replaceChildren();
  await flushAll(); // the words first, while the session still stands
  const away = form.dataset.away;
  const end = fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    keepalive: true,
    redirect: "manual",
  }).catch(() => {});
  await Promise.race([end, new Promise((done) => setTimeout(done, patience))]);
  clearLocal();
  location.replace(away);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  leave();
});

let presses = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat) return;
  const now = event.timeStamp;
  presses = [...presses.filter((then) => now - then < 2000), now];
  if (presses.length >= 3) leave();
});

// A page brought back from the browser's memory asks the server again whether it may be seen.
addEventListener("pageshow", (event) => {
  if (event.persisted && document.body.dataset.signedIn === "true") location.reload();
});

for (const out of document.querySelectorAll("[data-sign-out]")) {
  out.addEventListener("submit", async (event) => {
    event.preventDefault();
    await flushAll();
    clearLocal();
    out.submit();
  });
}
