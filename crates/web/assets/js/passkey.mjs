// Passkeys: asks the server what to ask, lets the device answer, and posts the answer with the form.
// Without this module the forms stay hidden, and every page offers another way.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const list = (keys) => keys?.map((key) => ({ ...key, id: bytes(key.id) }));

function readable(options) {
  const key = { ...options, challenge: bytes(options.challenge) };
  if (key.user) key.user = { ...key.user, id: bytes(key.user.id) };
  if (key.excludeCredentials) key.excludeCredentials = list(key.excludeCredentials);
  if (key.allowCredentials) key.allowCredentials = list(key.allowCredentials);
  return key;
}

function written({ id, rawId, type, response }) {
  const parts = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) parts[name] = text(response[name]);
  }
  return JSON.stringify({ id, rawId: text(rawId), type, response: parts });
}

async function ask(form) {
  const answer = await fetch(form.dataset.begin, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ form_token: form.elements.form_token.value }),
  });
  if (!answer.ok) throw new Error(answer.status);
  const { ticket, options } = await answer.json();
  const publicKey = readable(options.publicKey);
  const made = form.dataset.passkey === "make";
  const credential = await (made ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
  form.elements.ticket.value = ticket;
  form.elements.credential.value = written(credential);
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("[data-passkey]")) {
    const failed = form.querySelector("[data-failed]");
    form.hidden = false;
    for (const other of document.querySelectorAll("[data-no-passkey]")) other.hidden = true;
    form.addEventListener("submit", async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      failed.hidden = true;
      try {
        await ask(form);
        form.submit();
      } catch {
        failed.hidden = false; // turned away, out of time, or none here: nothing is lost
      }
    });
  }
}
