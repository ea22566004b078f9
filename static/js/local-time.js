// Shows the times of messages in the reader's own time zone; without scripts they are in UTC, and say so.
import { on } from "./dom.js";

const language = document.documentElement.lang;
const timeFormat = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayFormat = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" });

function localText(moment) {
  const time = timeFormat.format(moment);
  const isToday = moment.toDateString() === new Date().toDateString();
  return isToday ? time : `${dayFormat.format(moment)}, ${time}`;
}

function showLocalTimes(root) {
  for (const element of root.querySelectorAll("time.message__time")) {
    element.textContent = localText(new Date(element.dateTime));
  }
}

showLocalTimes(document);
// Before it is inserted: a change inside a live region would be announced once more.
on("htmx:before:swap", ({ detail }) => {
  for (const { fragment } of detail.tasks) showLocalTimes(fragment);
});
