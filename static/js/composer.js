// Sends messages without leaving the page: each stays in the outbox until the socket has brought it back.
import { all, byId, on } from "./dom.js";

const form = byId("composer-form");
const { body, key } = form;
const outbox = byId("outbox");
const template = byId("outgoing-template").content.firstElementChild;
const RETRY_INTERVAL = 4000; // milliseconds
const CONFIRMING_KEY = 229; // Safari's code for the Enter that confirms what an input method suggests

let inFlight; // the form of the message that is being sent
let retryTimer;

/** Sends the first message that waits, and after it the next: they arrive in the order they were written. */
function sendNext() {
  if (inFlight?.isConnected || retryTimer) return;
  all("#outbox form[aria-busy]")[0]?.requestSubmit();
}

function sendNow() {
  clearTimeout(retryTimer);
  retryTimer = null;
  sendNext();
}

function retry() {
  inFlight = null;
  retryTimer ??= setTimeout(sendNow, RETRY_INTERVAL);
}

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
  sendNext();
  byId("latest").scrollIntoView(false);
}

function sendOnEnter(event) {
  const isConfirming = event.isComposing || event.keyCode === CONFIRMING_KEY;
  const isPlainEnter = event.key === "Enter" && !event.shiftKey && !isConfirming;
  // On a touch keyboard Enter starts a new line, since there is no Shift+Enter.
  if (!isPlainEnter || !matchMedia("(pointer: fine)").matches) return;
  event.preventDefault();
  form.requestSubmit();
}

function discard({ target }) {
  if ("discard" in target.dataset) {
    target.closest("li").remove();
    sendNext();
  }
  if (target.matches("button")) body.focus();
}

function begin({ target }) {
  target.ariaBusy = true;
  inFlight = target;
}

/** A message that got no answer, or that the server could not take now, is sent again; a refused one is not. */
function failed({ target, detail: { ctx } }) {
  if (target !== inFlight) return;
  if (!(ctx?.response?.status < 500)) {
    retry();
    return;
  }
  target.removeAttribute("aria-busy");
  inFlight = null;
  sendNext();
  byId("latest").scrollIntoView(false);
}

/** When the chat has ended, an empty box is of no use. */
function tidyUpAfterEnd() {
  if (byId("send") || body.value.trim()) return;
  for (const part of all("#composer, #signals")) part.replaceChildren();
}

/** Removes from the outbox what has arrived in the chat. */
function removeArrived() {
  for (const item of all("[data-sent]")) {
    if (byId(`m-${item.dataset.sent}`)) item.remove();
  }
  sendNext();
}

on("submit", send, form);
on("keydown", sendOnEnter, body);
on("click", discard, outbox);
on("submit", begin, outbox);
on("htmx:error htmx:response:error", failed);
on("htmx:after:swap", removeArrived);
on("htmx:after:swap htmx:ws:after:message:incoming", tidyUpAfterEnd);
on("htmx:ws:after:connection online", sendNow);
// A quick exit does not ask about messages that were not sent yet; following a link does.
on("submit", () => outbox.replaceChildren(), byId("exit"));
on("beforeunload", (event) => {
  if (all("#outbox form")[0]) event.preventDefault();
});
