// Keeps the number of unread notifications in the page's title.
import { byId, on } from "./dom.js";

const badge = byId("unread-count");
const { title } = badge.dataset;

function updateTitle() {
  const count = parseInt(badge.textContent, 10);
  document.title = (count ? `(${count}) ` : "") + title;
}

if (title) on("htmx:after:swap", updateTitle);
