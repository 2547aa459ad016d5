// What this device keeps of unsaved words until the server has them.
// Where the browser can, they are sealed with a key that the page brings (data-draft-key): it is this account's alone,
// so another person on this device can neither read them nor find them in their own fields.
// Where it cannot seal (no secure context), they live no longer than the tab.

const prefix = "a.";
const flushers = new Set();
const given = document.querySelector("[data-draft-key]")?.dataset.draftKey ?? "";
const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const sealing = given && crypto.subtle
  ? crypto.subtle.importKey("raw", bytesOf(given), "AES-GCM", false, ["encrypt", "decrypt"]).catch(() => null)
  : Promise.resolve(null);
const shelf = () => (crypto.subtle ? localStorage : sessionStorage);
// The first letters tell accounts apart and give nothing of the key away that opens it.
const placeOf = async (name) => {
  const text = new TextEncoder().encode(`${given}.${name}`);
  if (!crypto.subtle) return `${prefix}${given.slice(0, 8)}.${name}`;
  return prefix + encode(new Uint8Array(await crypto.subtle.digest("SHA-256", text)).slice(0, 16));
};

function encode(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** 16 random bytes in the layout of a UUID. Works without a secure context too. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

let writing = Promise.resolve();

/** Keeps a value under a name, or forgets it when the value is null. Storage may be full or off: then nothing is kept. */
export function keep(name, value) {
  // One after the other: a slow seal must not overwrite what came after it.
  writing = writing.then(() => put(name, value)).catch(() => { /* the page still holds the words */ });
  return writing;
}

async function put(name, value) {
  const place = await placeOf(name);
  if (value === null) return shelf().removeItem(place);
  const key = await sealing;
  const text = JSON.stringify(value);
  if (!key) return sessionStorage.setItem(place, text);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, new TextEncoder().encode(text)));
  shelf().setItem(place, `${encode(nonce)}.${encode(sealed)}`);
}

/** What was kept under a name, or null. */
export async function kept(name) {
  try {
    const place = await placeOf(name);
    const key = await sealing;
    if (!key) return JSON.parse(sessionStorage.getItem(place));
    const found = shelf().getItem(place);
    if (!found) return null;
    const [iv, sealed] = found.split(".").map((part) => Uint8Array.from(atob(part), (sign) => sign.charCodeAt(0)));
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed)));
  } catch {
    return null;
  }
}

/** Forgets everything that any session kept here. For signing out and leaving. */
export function clearLocal() {
  for (const storage of [() => localStorage, () => sessionStorage]) {
    try {
      for (const key of Object.keys(storage())) if (key.startsWith(prefix)) storage().removeItem(key);
    } catch { /* nothing kept */ }
  }
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
  const words = document.getElementById("page-words");
  return words?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
}
