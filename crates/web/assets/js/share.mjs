// A button that copies what stands on the page: <button data-copy="id" hidden>. Hidden where it could not work;
// the text itself can always be selected.
import { word } from "./keep.mjs";

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    const before = button.textContent;
    button.textContent = word("copied");
    setTimeout(() => (button.textContent = before), 3000);
  });
}
