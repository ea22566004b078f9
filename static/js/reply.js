// Opens the form for a reply once, so that nothing typed in it is lost, and closes it again.
import { all, on } from "./dom.js";

function focusOpenForm(event) {
  const place = event.target.dataset?.opens;
  const [box] = place ? all(`${place} textarea`) : [];
  if (!box) return;
  event.preventDefault();
  box.focus();
}

function closeForm(event) {
  const place = event.target.dataset.closes;
  if (!place) return;
  event.preventDefault();
  all(place)[0].replaceChildren();
  all(`[data-opens="${place}"]`)[0].focus();
}

on("htmx:before:request", focusOpenForm);
on("click", closeForm);
