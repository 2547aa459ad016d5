// A code that came by picture stands behind the `#`, which no browser sends. It goes into the field,
// out of the address bar and out of the history. Without this module the code is typed.
const field = document.querySelector("[data-join]");
const code = decodeURIComponent(location.hash.slice(1)).trim();
if (/^[0-9A-Za-z-]{8,12}$/.test(code)) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
  field.form.querySelector("button").focus();
}
