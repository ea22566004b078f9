// The composer of an answer to an answer: opened once, so that nothing typed in it is replaced, and closed again.
document.addEventListener("htmx:before:request", (event) => {
  const box = document.querySelector(`${event.target.dataset?.opens ?? "#none"} textarea`);
  if (!box) return;
  event.preventDefault();
  box.focus();
});

document.addEventListener("click", (event) => {
  const place = event.target.dataset?.closes;
  if (!place) return;
  event.preventDefault();
  document.querySelector(place).replaceChildren();
  document.querySelector(`[data-opens="${place}"]`).focus();
});
