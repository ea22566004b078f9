// Says when a request got no answer, since htmx does not.
import { byId, on } from "./dom.js";

const alertRegion = byId("alert");

function clearMessages() {
  alertRegion.textContent = "";
  // In a chat the status says how the connection is, which a request does not change.
  if (!byId("log")) byId("status").textContent = "";
}

function reportLostRequest({ detail: { ctx } }) {
  if (ctx && !ctx.response) alertRegion.textContent = alertRegion.dataset.lost;
}

on("htmx:before:request", clearMessages);
on("htmx:error", reportLostRequest);
// htmx may have processed the page before its socket extension was loaded.
on("DOMContentLoaded", () => htmx.process(document.body));
