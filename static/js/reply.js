// A composer opens once, so nothing typed is lost.
on("htmx:before:request", (event) => {
  const [box] = $$(`${event.target.dataset?.opens ?? "#none"} textarea`);
  if (!box) return;
  event.preventDefault();
  box.focus();
});
on("click", (event) => {
  const place = event.target.dataset.closes;
  if (!place) return;
  event.preventDefault();
  $$(place)[0].replaceChildren();
  $$(`[data-opens="${place}"]`)[0].focus();
});
