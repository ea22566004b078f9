// Says when a request got no answer, since htmx does not; and clears what was said of the one before.
import { all, byId, on } from "./dom.js";

const alertRegion = byId("alert");

/** Whether a request reports by itself how it went: a message in the outbox, or one that asks for what is new. */
const isQuiet = (ctx) => ctx?.sourceElement?.closest("#outbox, #poll, .draft-status");

function clearMessages({ detail: { ctx } }) {
  if (isQuiet(ctx)) return;
  alertRegion.textContent = "";
  // In a chat the status says how the connection is, which a request does not change.
  if (!byId("log")) byId("status").textContent = "";
}

function reportLostRequest({ detail: { ctx } }) {
  if (ctx && !ctx.response && !isQuiet(ctx)) alertRegion.textContent = alertRegion.dataset.lost;
}

/** What a change said belongs to this visit, not to the address: it is not said again after a reload. */
function forgetFlash() {
  const address = new URL(location);
  if (!address.searchParams.has("flash")) return;
  address.searchParams.delete("flash");
  history.replaceState(history.state, "", address);
}

/** Nobody who goes back after a quick exit finds what was typed. */
function forgetTyped() {
  for (const form of document.forms) form.reset();
}

/** A box that somebody made larger has a style, which htmx would copy into the new page, and the policy forbids it. */
function forgetSizes() {
  for (const box of all("textarea[style]")) box.removeAttribute("style");
}

on("htmx:before:request", clearMessages);
on("htmx:before:swap", forgetSizes);
on("htmx:error", reportLostRequest);
// htmx may have processed the page before its socket extension was loaded.
on("DOMContentLoaded", () => htmx.process(document.body));
on("submit", forgetTyped, byId("exit"));
forgetFlash();
