// What this device keeps of unsaved words until the server has them.
// The key is random and names no account: the form may bring one (data-draft-key), else one lives as long as the tab.

const prefix = "a.";
const flushers = new Set();

function session() {
  const given = document.querySelector("[data-draft-key]")?.dataset.draftKey;
  if (given) return given;
  try {
    let key = sessionStorage.getItem(prefix);
    if (!key) sessionStorage.setItem(prefix, (key = newId()));
    return key;
  } catch {
    return "";
  }
}

/** 16 random bytes in the layout of a UUID. Works without a secure context too. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keeps a value under a name, or forgets it when the value is null. Storage may be full or off: then nothing is kept. */
export function keep(name, value) {
  try {
    const key = `${prefix}${session()}.${name}`;
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch { /* the page still holds the words */ }
}

/** What was kept under a name, or null. */
export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(`${prefix}${session()}.${name}`));
  } catch {
    return null;
  }
}

/** Forgets everything that any session kept here. For signing out and leaving. */
export function clearLocal() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
    sessionStorage.removeItem(prefix);
  } catch { /* nothing kept */ }
}

/** Registers what must be sent before the page goes. */
export function beforeLeaving(flush) {
  flushers.add(flush);
}

/** Sends whatever is still unsent. Resolves when it arrived, or after half a second. */
export function flushAll() {
  const sent = Promise.all(Array.from(flushers, (flush) => flush()));
  return Promise.race([sent, new Promise((done) => setTimeout(done, 500))]);
}

/** A word that the page carries for the modules. */
export function word(name) {
  const words = document.getElementById("words");
  return words?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
}
