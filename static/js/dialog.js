// Shows a confirmation in a dialog, and gives the focus back when it is closed.
import { byId, on } from "./dom.js";

const dialog = byId("dialog");
let openerId;

function openOrClose() {
  if (!dialog.childElementCount) {
    dialog.close();
  } else if (!dialog.open) {
    openerId = document.activeElement.id;
    dialog.showModal();
  }
}

function cleanUp() {
  dialog.replaceChildren();
  byId(openerId)?.focus();
}

on("htmx:after:swap", openOrClose);
on("close", cleanUp, dialog);
