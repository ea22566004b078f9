// The reader's place, what is unread, how one is.
if ($("fresh")) {
  const end = $("latest"), fresh = $("fresh"), {title} = document;
  let atEnd, typed, timer, read = +$("conversation").dataset.seen, told = read;
  const say = (words) => line?.socket?.readyState === 1 && !line.socket.send(words);
  const look = () => {
    atEnd = end.getBoundingClientRect().top < innerHeight;
    let unread = $$("[data-after]:not(.message--mine)").filter((one) => one.dataset.after > read);
    if (unread.length && !document.hidden && atEnd) {
      read = +unread.pop().dataset.after;
      unread = [];
    }
    if (read > told) timer ??= setTimeout(() => { timer = null; if (say(`seen ${read}`)) told = read; }, 900);
    const {length} = unread;
    if (length && fresh.hidden) {
      $$(".message--first")[0]?.classList.remove("message--first");
      unread[0].classList.add("message--first");
      fresh.href = `#${unread[0].id}`;
    }
    fresh.hidden = !length;
    fresh.textContent = `New messages: ${length}`;
    document.title = (length ? `(${length}) ` : "") + title;
  };

  on("htmx:ws:after:connection visibilitychange", () => { say(document.hidden ? "away" : "here"); look(); });
  on("htmx:ws:after:message:incoming resize", () => {
    if (atEnd) end.scrollIntoView(false);
    look();
  });
  on("scroll", look);
  on("input", () => { if (!(Date.now() - typed < 3000)) say("typing", typed = Date.now()); }, $("body"));
  on("keydown", (event) => {
    const by = {ArrowUp: -1, ArrowDown: 1}[event.key], all = $$("[data-after]"), at = all.indexOf(document.activeElement);
    if (!by || !event.altKey) return;
    event.preventDefault();
    all[at < 0 ? all.length - 1 : at + by]?.focus();
  });
}
