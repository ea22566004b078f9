// Short words for all.
const $ = (id) => document.getElementById(id);
const $$ = (selector) => [...document.querySelectorAll(selector)];
const on = (names, then, from = window) => names.split(" ").forEach((name) => from.addEventListener(name, then));

// Says what htmx keeps to itself: that a request got no answer.
on("htmx:before:request", () => {
  $("alert").textContent = "";
  if (!$("log")) $("status").textContent = "";
});
on("htmx:error", ({detail: {ctx}}) => {
  if (ctx && !ctx.response) $("alert").textContent = $("alert").dataset.lost;
});
// htmx may have come before its socket extension.
on("DOMContentLoaded", () => htmx.process(document.body));
