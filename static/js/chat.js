// A chat's page: the reader's position, what is unread, and what the other person sees of them.
import { send } from "./connection.js";
import { all, byId, on } from "./dom.js";

const end = byId("latest");
const newMessages = byId("new-messages");
const { title } = document;
const SEEN_DELAY = 900; // milliseconds, to send one "seen" for several messages
const TYPING_INTERVAL = 3000; // milliseconds between two "typing"

let endOffset; // from the end of the chat to the bottom of the window, in pixels
let lastScrollY;
let lastSeen = Number(newMessages.dataset.seen);
let reportedSeen = lastSeen;
let seenTimer;
let typingAt = 0;

const currentEndOffset = () => innerHeight - end.getBoundingClientRect().top;

function reportSeen() {
  seenTimer = null;
  if (send(`seen ${lastSeen}`)) reportedSeen = lastSeen;
}

function showUnread(unread) {
  if (unread.length && newMessages.hidden) {
    delete all("[data-first-unread]")[0]?.dataset.firstUnread;
    unread[0].dataset.firstUnread = "";
    newMessages.hash = unread[0].id;
  }
  newMessages.hidden = !unread.length;
  newMessages.textContent = newMessages.dataset.label.replace("#", unread.length);
  document.title = (unread.length ? `(${unread.length}) ` : "") + title;
}

/** Notes where the reader is. At the end of the chat, everything has been read. */
function look() {
  endOffset = currentEndOffset();
  lastScrollY = scrollY;
  const unread = all("[data-number]:not(.message--own)").filter((message) => message.dataset.number > lastSeen);
  const isAtEnd = endOffset > 0 && endOffset < innerHeight;
  if (isAtEnd && !document.hidden) {
    for (const message of unread.splice(0)) lastSeen = Number(message.dataset.number);
  }
  const poll = byId("poll"); // which says it where no socket does
  if (poll) poll.seen.value = lastSeen;
  if (lastSeen > reportedSeen && !seenTimer) seenTimer = setTimeout(reportSeen, SEEN_DELAY);
  showUnread(unread);
}

function reportPresence() {
  send(document.hidden ? "away" : "here");
  look();
}

/** Keeps a reader who sees the end at the end; one who reads below it, or is scrolling, stays where they are. */
function follow({ type }) {
  const shift = endOffset - currentEndOffset();
  const isBelow = type === "resize" ? !all("#body:focus")[0] : endOffset > innerHeight / 2;
  if (endOffset > 0 && shift) {
    if (!scrollY || !isBelow) end.scrollIntoView(false);
    // Browsers report a new height before they report scrolling: somebody who has scrolled down since is left alone.
    else if (lastScrollY >= scrollY) scrollBy(0, shift);
  }
  look();
}

function reportTyping() {
  if (Date.now() - typingAt < TYPING_INTERVAL) return;
  typingAt = Date.now();
  send("typing");
}

/** Alt with an arrow moves the focus from message to message. */
function moveByKey(event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step || !event.altKey) return;
  event.preventDefault();
  const messages = all("[data-number]");
  const index = messages.indexOf(document.activeElement);
  (index < 0 ? messages.at(-1) : messages[index + step])?.focus();
}

on("htmx:ws:after:connection visibilitychange", reportPresence);
on("htmx:ws:before:message:incoming scroll", look);
on("htmx:ws:after:message:incoming htmx:after:swap resize", follow);
on("input", reportTyping, byId("body"));
on("keydown", moveByKey);
