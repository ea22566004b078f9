// Keeps the number of unread notifications and chats in the page's title.
import { byId, on } from "./dom.js";

const notifications = byId("unread-count");
const { title } = notifications.dataset;

const countIn = (badge) => parseInt(badge.textContent, 10) || 0;

function updateTitle() {
  const count = countIn(notifications) + countIn(byId("unread-chats"));
  document.title = (count ? `(${count}) ` : "") + title;
}

if (title) on("htmx:after:swap", updateTitle);
