// Shows the times of messages in the reader's own time zone; without scripts they are in UTC, and say so.
import { all } from "./dom.js";

const language = document.documentElement.lang;
const timeFormat = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayFormat = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" });

function localText(moment) {
  const time = timeFormat.format(moment);
  const isToday = moment.toDateString() === new Date().toDateString();
  return isToday ? time : `${dayFormat.format(moment)}, ${time}`;
}

function showLocalTimes() {
  for (const element of all("time.message__time")) {
    const text = localText(new Date(element.dateTime));
    if (element.textContent !== text) element.textContent = text;
  }
}

showLocalTimes();
// An observer runs before what was inserted is announced, so a screen reader hears the local time, once.
new MutationObserver(showLocalTimes).observe(document.body, { childList: true, subtree: true });
