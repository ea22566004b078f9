// Keeps what is being typed as a draft when the page is left, and makes Back find it.
import { all, on } from "./dom.js";

const changed = new Set(); // forms whose text has not been kept yet

const statusIn = (form) => form?.querySelector("[data-drafts]");

function noteTyping({ target }) {
  const form = target.closest?.("form");
  const status = statusIn(form);
  if (!status) return;
  changed.add(form);
  // From here on the address is that of the draft: browsers may forget what was typed in a page that they left.
  if (status.dataset.drafts) history.replaceState(history.state, "", status.dataset.drafts);
}

/** While somebody types, htmx keeps the text from time to time (see `forms/_draft.html`). */
function noteKept({ target }) {
  if (target.dataset?.drafts !== undefined) changed.delete(target.closest("form"));
}

function keepNow() {
  for (const form of changed) {
    // A beacon outlives the page. Of the kinds of form that it can send, this is the one that ours take.
    const fields = new URLSearchParams(new FormData(form));
    if (form.isConnected) navigator.sendBeacon(statusIn(form).dataset.address, fields);
  }
  changed.clear();
}

on("input", noteTyping);
on("submit", ({ target }) => changed.delete(target));
on("htmx:before:request", noteKept);
on("pagehide", keepNow);
// Before the next page is asked for, so that whoever comes straight back finds the text.
on("click", ({ target }) => target.closest?.("a[href]") && keepNow());
on("visibilitychange", () => document.hidden && keepNow());
// A quick exit keeps nothing.
on("submit", () => changed.clear(), all("#exit")[0]);
