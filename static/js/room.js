// One's place, what is unread, how one is.
const end = $("latest"), fresh = $("fresh"), {title} = document;
const above = () => innerHeight - end.getBoundingClientRect().top;
let was, at, typed, timer, read = +fresh.dataset.seen, told = read;
const say = (words) => line?.socket?.readyState === 1 && !line.socket.send(words);
const look = () => {
  was = above(), at = scrollY;
  const unread = $$("[data-after]:not(.message--mine)").filter((one) => one.dataset.after > read);
  if (was > 0 && was < innerHeight && !document.hidden) for (const one of unread.splice(0)) read = +one.dataset.after;
  if (read > told) timer ??= setTimeout(() => { timer = null; if (say(`seen ${read}`)) told = read; }, 900);
  const {length} = unread;
  if (length && fresh.hidden) {
    delete $$("[data-first]")[0]?.dataset.first;
    unread[0].dataset.first = "";
    fresh.hash = unread[0].id;
  }
  fresh.hidden = !length;
  fresh.textContent = `New messages: ${length}`;
  document.title = (length ? `(${length}) ` : "") + title;
};

on("htmx:ws:after:connection visibilitychange", () => { say(document.hidden ? "away" : "here"); look(); });
on("htmx:ws:before:message:incoming scroll", look);
// Who sees the end goes with it; who is below or moves stays.
on("htmx:ws:after:message:incoming resize", ({type}) => {
  const by = was - above(), below = type === "resize" ? !$$("#body:focus")[0] : was > innerHeight / 2;
  if (was > 0 && by) scrollY && below ? at < scrollY || scrollBy(0, by) : end.scrollIntoView(false);
  look();
});
on("input", () => Date.now() - typed < 3000 || say("typing", typed = Date.now()), $("body"));
on("keydown", (event) => {
  const by = {ArrowUp: -1, ArrowDown: 1}[event.key], all = $$("[data-after]"), i = all.indexOf(document.activeElement);
  if (!by || !event.altKey) return;
  event.preventDefault();
  (i < 0 ? all.at(-1) : all[i + by])?.focus();
});
