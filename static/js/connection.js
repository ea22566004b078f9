// Watches the page's socket: says when it is lost and when it is back, and asks for what was missed.
import { all, byId, on } from "./dom.js";

const status = byId("status");
const { lost, back, slow } = status.dataset;
const HEARTBEAT = Number(status.dataset.heartbeat) * 1000; // milliseconds
const LOST_DELAY = 3000; // until a closed connection is reported, since it often reopens at once
const BACK_DELAY = 500; // until an opened one is, since it may be closed again at once
const BACK_DURATION = 10_000; // that an opened one is shown for
const CHECK_INTERVAL = 5000;
const POLL_DELAY = 9000; // without a connection, until the page asks by itself: some proxies let no socket through
const POLL_INTERVAL = 4000;

let connection;
let lastHeardAt;
let lostTimer;
let pollTimer;
let answers = 0; // to polls, since the connection was lost

/** Sends a short text over the socket. Returns whether it was open. */
export function send(text) {
  if (connection?.socket?.readyState !== WebSocket.OPEN) return false;
  connection.socket.send(text);
  return true;
}

function report(text) {
  if (status.textContent !== text) status.textContent = text;
}

function reportLost() {
  if (status.textContent !== slow) report(lost);
  // What was last heard of the other person is no longer true; and one message about the connection is enough.
  byId("signals")?.replaceChildren();
  byId("alert").replaceChildren();
}

function reportBack() {
  if (![lost, slow].includes(status.textContent)) return;
  report(back);
  setTimeout(() => status.textContent === back && report(""), BACK_DURATION);
}

/** Moves what has been announced out of the live region, which is never edited. */
function moveLogToHistory() {
  const focused = document.activeElement;
  byId("history")?.append(...(byId("log")?.children ?? []));
  focused.focus({ preventScroll: true });
}

/** Returns the highest number on the page: of a message ("number"), or of one that was unsent ("retraction"). */
function highest(name, known) {
  return Math.max(known, ...all(`[data-${name}]`).map((element) => element.dataset[name]));
}

function askForMissed({ detail }) {
  connection = detail.connection;
  connection.url = connection.url
    .replace(/after=(\d+)/, (_match, known) => `after=${highest("number", known)}`)
    .replace(/retraction=(\d+)/, (_match, known) => `retraction=${highest("retraction", known)}`);
}

/** Asks over HTTP for what the socket would have brought, while the page is in sight. */
function poll() {
  const form = byId("poll");
  if (!form || document.hidden) return;
  moveLogToHistory();
  if (form.after) form.after.value = highest("number", form.after.value);
  if (form.retraction) form.retraction.value = highest("retraction", form.retraction.value);
  form.requestSubmit();
}

function polled({ target, detail: { ctx } }) {
  if (target.id !== "poll" || !pollTimer || !ctx?.response) return;
  // Signed out, or the chat is gone: there is nothing to ask for any more.
  if (ctx.response.status >= 400 && ctx.response.status < 500) clearInterval(pollTimer);
  // After a restart the first answer may come before the socket does.
  else if (ctx.response.status < 400 && ++answers > 1 && status.textContent === lost) report(slow);
}

function connected() {
  lastHeardAt = Date.now();
  clearTimeout(lostTimer);
  clearInterval(pollTimer);
  lostTimer = pollTimer = null;
  answers = 0;
  setTimeout(reportBack, BACK_DELAY);
  moveLogToHistory();
}

function received({ detail }) {
  lastHeardAt = Date.now();
  if (detail.message.data.includes("data-retraction")) moveLogToHistory();
}

function closed({ detail: { code } }) {
  // Closed for good: normally (1000), or because of a policy (1008).
  if (/^100[08]|null/.test(code)) {
    lastHeardAt = NaN;
    return;
  }
  lostTimer ??= setTimeout(reportLost, LOST_DELAY);
  pollTimer ??= setTimeout(() => {
    pollTimer = setInterval(poll, POLL_INTERVAL);
    poll();
  }, POLL_DELAY);
}

/** Closes a socket that looks open but is silent, so that it is opened again. */
function checkSilence(longest) {
  if (!(Date.now() - lastHeardAt > longest)) return;
  lastHeardAt = Date.now();
  reportLost();
  connection.socket?.close();
}

on("htmx:ws:before:connection", askForMissed);
on("htmx:ws:after:connection", connected);
on("htmx:ws:before:message:incoming", received);
on("htmx:ws:close", closed);
on("htmx:after:request", polled);
setInterval(() => checkSilence(2 * HEARTBEAT + 10_000), CHECK_INTERVAL);
// After sleep, or a change of network, one missing heartbeat is enough.
on("online visibilitychange", () => checkSilence(HEARTBEAT + 1000));
