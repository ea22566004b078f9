// Short words for every script.
const $ = (id) => document.getElementById(id);
const $$ = (selector) => [...document.querySelectorAll(selector)];
const on = (names, then, from = window) => names.split(" ").forEach((name) => from.addEventListener(name, then));

// Says what htmx would keep to itself: that a request got no answer.
on("htmx:before:request", () => {
  $("alert").textContent = "";
  if (!$("log")) $("status").textContent = ""; // There it is about the line.
});
on("htmx:error", ({detail: {ctx}}) => {
  if (ctx && !ctx.response) $("alert").textContent = $("alert").dataset.lost;
});
// htmx may have read the page before its socket extension was there.
on("DOMContentLoaded", () => htmx.process(document.body));
