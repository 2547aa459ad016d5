// Meetings on another site: <script src="https://…/widget/meetings.js" data-near="Richmond" async></script>
//
// It stands where the script stands, in a shadow of its own, so that neither page touches the other. It asks only the
// house that it came from, sends no cookie and keeps none, and writes every word as text, never as HTML. Its styles are
// made by script, which a strict content security policy allows; that policy has to name the house twice, under
// script-src and under connect-src.
(() => {
  "use strict";
  const WORDS = "@WORDS@";
  const script = document.currentScript;
  if (!script) return;
  const home = new URL("../", script.src);
  const own = script.dataset;
  const lang = (own.lang || document.documentElement.lang || "en").toLowerCase().startsWith("es") ? "es" : "en";
  const say = (key) => WORDS[lang][key];
  const asked = ["q", "near", "miles", "day", "when", "part", "way", "pathway", "speaks", "door", "f", "zone"];

  const box = document.createElement("div");
  box.lang = lang;
  script.after(box);
  const root = box.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { display: block; font: inherit; color: inherit; text-align: start; }
    section { border: 1px solid; border-color: color-mix(in srgb, currentColor 30%, transparent); border-radius: 10px; padding: 16px; line-height: 1.5; }
    h2 { font-size: 1.2em; margin: 0 0 8px; }
    form { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; margin: 0 0 8px; }
    label { display: block; font-size: .9em; flex: 1 1 12em; }
    input, button { font: inherit; color: inherit; min-height: 44px; box-sizing: border-box; border: 1px solid currentColor; border-radius: 8px; background: transparent; }
    input { display: block; inline-size: 100%; padding: 0 10px; }
    button { padding: 0 16px; cursor: pointer; font-weight: 700; }
    ul { list-style: none; margin: 0; padding: 0; }
    li { padding: 10px 0; border-top: 1px solid; border-color: color-mix(in srgb, currentColor 20%, transparent); }
    li a { font-weight: 700; }
    p { margin: 4px 0; overflow-wrap: anywhere; }
    a { color: inherit; }
    .small { font-size: .88em; }
    :focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
  `);
  root.adoptedStyleSheets = [sheet];

  const make = (tag, words, into) => {
    const made = document.createElement(tag);
    if (words) made.textContent = words;
    if (into) into.append(made);
    return made;
  };
  const link = (words, path, into) => {
    const made = make("a", words, into);
    const address = new URL(path, home);
    // Only to the house itself, whatever an answer holds.
    made.href = address.origin === home.origin ? address.href : home.href;
    made.target = "_blank";
    made.rel = "noopener noreferrer";
    return made;
  };

  const section = make("section", "", root);
  const title = make("h2", own.title || say("title"), section);
  title.id = "title";
  section.setAttribute("aria-labelledby", "title");
  const form = make("form", "", section);
  form.setAttribute("role", "search");
  const label = make("label", say("search"), form);
  const field = make("input", "", label);
  field.type = "search";
  field.maxLength = 120;
  field.value = own.q || "";
  make("button", say("find"), form).type = "submit";
  const state = make("p", "", section);
  state.setAttribute("role", "status");
  const list = make("ul", "", section);
  const more = make("p", "", section);
  const sources = make("p", "", section);
  sources.className = "small";
  make("p", say("help"), section).className = "small";

  const query = () => {
    const search = new URLSearchParams();
    for (const name of asked) if (own[name]) search.set(name, own[name]);
    search.delete("q");
    if (field.value.trim()) search.set("q", field.value.trim());
    return search;
  };

  const line = (one) => {
    const item = make("li", "", list);
    link(one.name, one.page, item);
    make("p", [one.said.when, one.said.way].filter(Boolean).join(" \u00b7 "), item);
    const place = [one.place.name, one.place.address, one.place.city].filter(Boolean).join(", ");
    if (place) make("p", place, item);
    if (one.said.types.length) make("p", one.said.types.join(" \u00b7 "), item).className = "small";
  };

  let turn = 0;
  async function look() {
    const mine = (turn += 1);
    const search = query();
    const page = new URL(lang === "es" ? "es/meetings" : "meetings", home);
    page.search = search;
    search.set("lang", lang);
    search.set("sort", "best");
    search.set("limit", String(Math.min(Math.max(parseInt(own.count, 10) || 10, 1), 50)));
    const address = new URL("api/v1/meetings", home);
    address.search = search;
    state.textContent = say("looking");
    try {
      const answer = await fetch(address, { credentials: "omit", mode: "cors", referrerPolicy: "no-referrer" });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (mine !== turn) return;
      list.replaceChildren();
      more.replaceChildren();
      for (const one of found.meetings) line(one);
      state.textContent =
        found.count === 0 ? say("none") : found.count === 1 ? say("one") : say("found").replace("{count}", String(found.count));
      link(say("more"), page.href, more);
      const named = [...new Set(found.meetings.map((one) => [one.source.name, one.source.licence].filter(Boolean).join(", ")))];
      sources.textContent = named.length ? say("sources").replace("{names}", named.join("; ")) : "";
    } catch {
      if (mine !== turn) return;
      list.replaceChildren();
      more.replaceChildren();
      sources.textContent = "";
      state.textContent = say("failed");
      link(say("more"), page.href, more);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    look();
  });
  look();
})();
