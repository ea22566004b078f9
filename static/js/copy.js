// Copies a text by a button, which is there with scripts only.
import { all, byId, on } from "./dom.js";

async function copy({ currentTarget: button }) {
  const source = byId(button.dataset.copies);
  source.select();
  try {
    await navigator.clipboard.writeText(source.value);
  } catch {
    // Over plain http, browsers do not offer the clipboard; the text is selected, to be copied by hand.
    byId("status").textContent = button.dataset.failed;
    return;
  }
  byId("status").textContent = button.dataset.done;
}

for (const button of all("[data-copies]")) {
  button.hidden = false;
  on("click", copy, button);
}
