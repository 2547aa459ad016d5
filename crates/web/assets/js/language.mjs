// Person-first words, offered beside a staff member's field. It never changes the text and never speaks of a quotation.
// The address gives [{ "says": ["…"], "instead": ["…"], "why": "…" }]; nothing that is typed leaves the page.
// An entry that offers nothing instead is a name that stays: a fellowship's, an office's.
// Without this module the page shows what stands there when it is loaded.
import { word } from "./keep.mjs";

const quiet = 600;
const lists = new Map();
const quotation = /[“«"][^”»"]*(?:[”»"]|$)|^>.*$/gm;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function pairs(address) {
  if (!lists.has(address)) {
    lists.set(address, fetch(address, { headers: { accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : []))
      .then((list) => list.map((pair) => ({ ...pair, finds: pair.says.map((says) => [says, pattern(says)]) })))
      .catch(() => []));
  }
  return lists.get(address);
}

function pattern(says) {
  return new RegExp(`(?<![\\p{L}\\p{N}])${escape(fold(says))}(?![\\p{L}\\p{N}])`, "u");
}

/** The pairs whose words stand in the text, outside any quotation. */
export function findings(text, list) {
  let plain = fold(text.replace(quotation, " "));
  const stay = list.filter((pair) => !pair.instead.length).flatMap((pair) => pair.finds);
  for (const [, find] of stay) plain = plain.replace(new RegExp(find.source, "gu"), " ");
  return list.filter((pair) => pair.instead.length).flatMap((pair) => {
    const hit = pair.finds.find(([, find]) => find.test(plain));
    return hit ? [{ says: hit[0], instead: pair.instead, why: pair.why }] : [];
  });
}

function show(area, found) {
  const field = area.closest(".field");
  const drawn = field.nextElementSibling;
  if (drawn?.classList.contains("suggest")) drawn.remove();
  let box = field.querySelector(".suggest");
  if (!found.length) return box?.remove();
  if (!box) {
    box = document.createElement("div");
    box.className = "suggest";
    box.setAttribute("role", "status");
    field.append(box);
  }
  const title = document.createElement("p");
  title.textContent = word("suggest");
  const list = document.createElement("ul");
  for (const { says, instead, why } of found.slice(0, 4)) {
    const item = document.createElement("li");
    const better = document.createElement("strong");
    better.textContent = instead.join(" · ");
    item.append(`${says}: ${word("instead")} `, better, why ? `. ${why}` : "");
    list.append(item);
  }
  box.replaceChildren(title, list);
}

for (const area of document.querySelectorAll("[data-language-url]")) {
  let timer;
  const look = async () => show(area, findings(area.value, await pairs(area.dataset.languageUrl)));
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, quiet);
  });
  if (area.value) look();
}
