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
    address.search = new URLSearchParams(new FormData(form));
    results.classList.add("busy");
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok || answer.redirected) throw new Error("not a list");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      results.replaceChildren(...page.getElementById(results.id).childNodes);
      history.replaceState(history.state, "", address);
      results.classList.remove("busy");
    } catch (problem) {
      if (problem.name !== "AbortError") results.classList.remove("busy");
    }
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
