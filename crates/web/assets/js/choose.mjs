// Answers to "help me choose" that somebody wants to keep: on this device alone, and only when they press the button.
// The name begins as all that leaving quickly forgets (keep.mjs).

const place = "a.choose";
const form = document.querySelector("form[data-answers]");
const part = form.querySelector("[data-keeping]");
const button = (name) => part.querySelector(`[data-do="${name}"]`);

function stored() {
  try {
    return JSON.parse(localStorage.getItem(place)) ?? [];
  } catch {
    return [];
  }
}

/** Says one thing and shows what can be done now. */
function show(said) {
  for (const one of part.querySelectorAll("[data-said]")) one.hidden = one.dataset.said !== said;
  const none = stored().length === 0;
  button("fill").hidden = none;
  button("forget").hidden = none;
}

const acts = {
  keep() {
    const codes = [...form.querySelectorAll("input:checked")].map((one) => `${one.name}.${one.value}`);
    if (codes.length === 0) return show("nothing");
    try {
      localStorage.setItem(place, JSON.stringify(codes));
      show("keep");
    } catch {
      show("off"); // storage is full or turned off
    }
  },
  fill() {
    const codes = new Set(stored());
    for (const one of form.querySelectorAll("input[type=radio], input[type=checkbox]")) {
      one.checked = codes.has(`${one.name}.${one.value}`);
      if (one.checked) one.closest("details")?.setAttribute("open", "");
    }
    show("fill");
  },
  forget() {
    localStorage.removeItem(place);
    show("forget");
  },
};

part.addEventListener("click", (event) => acts[event.target.closest("[data-do]")?.dataset.do]?.());
part.hidden = false;
show("");
