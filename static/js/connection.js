// Watches the page's socket: says when it is lost and when it is back, and asks for what was missed.
import { all, byId, on } from "./dom.js";

const status = byId("status");
const { lost, back } = status.dataset;
const HEARTBEAT = Number(status.dataset.heartbeat) * 1000; // milliseconds
const LOST_DELAY = 3000; // until a closed connection is reported, since it often reopens at once
const BACK_DELAY = 500; // until an opened one is, since it may be closed again at once
const CHECK_INTERVAL = 5000;

let connection;
let lastHeardAt;
let lostTimer;

/** Sends a short text over the socket. Returns whether it was open. */
export function send(text) {
  if (connection?.socket?.readyState !== WebSocket.OPEN) return false;
  connection.socket.send(text);
  return true;
}

function reportLost() {
  if (status.textContent !== lost) status.textContent = lost;
}

/** Moves what has been announced out of the live region, which is never edited. */
function moveLogToHistory() {
  const focused = document.activeElement;
  byId("history")?.append(...byId("log").children);
  focused.focus({ preventScroll: true });
}

function askForMissed({ detail }) {
  connection = detail.connection;
  // "after" and "retraction" in the address rise to the highest number on the page.
  const highest = { after: "[data-number]", retraction: "[data-retraction]" };
  connection.url = connection.url.replace(/(after|retraction)=(\d+)/g, (_match, name, known) => {
    const key = name === "after" ? "number" : "retraction";
    const numbers = all(highest[name]).map((element) => element.dataset[key]);
    return `${name}=${Math.max(known, ...numbers)}`;
  });
}

function connected() {
  lastHeardAt = Date.now();
  clearTimeout(lostTimer);
  lostTimer = null;
  setTimeout(() => {
    if (status.textContent === lost) status.textContent = back;
  }, BACK_DELAY);
  moveLogToHistory();
}

function received({ detail }) {
  lastHeardAt = Date.now();
  if (detail.message.data.includes("data-retraction")) moveLogToHistory();
}

function closed({ detail: { code } }) {
  // Closed for good: normally (1000), or because of a policy (1008).
  if (/^100[08]|null/.test(code)) lastHeardAt = NaN;
  else lostTimer ??= setTimeout(reportLost, LOST_DELAY);
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
setInterval(() => checkSilence(2 * HEARTBEAT + 10_000), CHECK_INTERVAL);
// After sleep, or a change of network, one missing heartbeat is enough.
on("online visibilitychange", () => checkSilence(HEARTBEAT + 1000));
