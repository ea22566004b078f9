// Sends a message without leaving the page: it stays in the outbox until the socket has brought it back.
import { all, byId, on } from "./dom.js";

const form = byId("composer-form");
const { body, key } = form;
const outbox = byId("outbox");
const template = byId("outgoing-template").content.firstElementChild;

/** Puts a copy of the message into the outbox, as a form that htmx sends. */
function send(event) {
  event.preventDefault();
  body.focus();
  if (!body.value.trim()) return;
  const item = template.cloneNode(true);
  const copy = item.querySelector("form");
  copy.body.value = body.value;
  copy.key.value = key.value + Date.now().toString(36);
  item.querySelector(".user-text").textContent = body.value;
  body.value = "";
  outbox.append(item);
  htmx.process(item);
  copy.requestSubmit();
  byId("latest").scrollIntoView(false);
}

function sendOnEnter(event) {
  const isPlainEnter = event.key === "Enter" && !event.shiftKey && !event.isComposing;
  // On a touch keyboard Enter starts a new line, since there is no Shift+Enter.
  if (!isPlainEnter || !matchMedia("(pointer: fine)").matches) return;
  event.preventDefault();
  form.requestSubmit();
}

function discard({ target }) {
  if ("discard" in target.dataset) target.closest("li").remove();
  if (target.matches("button")) body.focus();
}

/** Removes from the outbox what has arrived in the chat. */
function removeArrived() {
  for (const item of all("[data-sent]")) {
    if (byId(`m-${item.dataset.sent}`)) item.remove();
  }
}

on("submit", send, form);
on("keydown", sendOnEnter, body);
on("click", discard, outbox);
on("submit", ({ target }) => (target.ariaBusy = true), outbox);
on("htmx:error htmx:response:error", ({ target }) => target.removeAttribute?.("aria-busy"));
on("htmx:after:swap", removeArrived);
// A quick exit does not ask about messages that were not sent yet; following a link does.
on("submit", () => outbox.replaceChildren(), byId("exit"));
on("beforeunload", (event) => {
  if (all("#outbox form")[0]) event.preventDefault();
});
