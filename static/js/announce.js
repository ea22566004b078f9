// Short words for all; the page's socket.
let line;
const $ = (id) => document.getElementById(id);
const $$ = (css) => [...document.querySelectorAll(css)];
const on = (names, then, from = window) => names.split(" ").forEach((name) => from.addEventListener(name, then));

// htmx does not say when no answer came.
on("htmx:before:request", () => {
  $("alert").textContent = "";
  if (!$("log")) $("status").textContent = "";
});
on("htmx:error", ({detail: {ctx}}) => {
  if (ctx && !ctx.response) $("alert").textContent = $("alert").dataset.lost;
});
// htmx may come before its socket extension.
on("DOMContentLoaded", () => htmx.process(document.body));
