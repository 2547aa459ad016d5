// The meeting picker looks again as one types. The page asked for is the same page; only its list is taken from it.
// Without this module the form is sent by its button.

for (const form of document.querySelectorAll("form[data-meetings]")) {
  const results = document.getElementById(form.dataset.meetings);
  let timer;
  let asked = null;

  async function look() {
    asked?.abort();
    asked = new AbortController();
    const address = new URL(form.action);
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    results.classList.add("busy");
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok || answer.redirected) throw new Error("not a list");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      results.replaceChildren(...page.getElementById(results.id).childNodes);
      history.replaceState(history.state, "", address);
      // The way to the other language asks the same.
      const other = "header.top a[hreflang]";
      const twin = page.querySelector(other)?.getAttribute("href");
      if (twin) document.querySelector(other)?.setAttribute("href", twin);
      results.classList.remove("busy");
    } catch (problem) {
      if (problem.name !== "AbortError") results.classList.remove("busy");
    }
  }

  // Times are shown where the reader is, if that is not where the meetings are. The zone goes nowhere but into the search.
  const zone = form.elements.zone;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !zone.value && own && own !== form.dataset.zone) {
    if (![...zone.options].some((option) => option.value === own)) zone.add(new Option(own.split("/").pop().replaceAll("_", " "), own));
    zone.value = own;
    look();
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 350);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    look();
  });
}
