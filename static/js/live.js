// Asks for what was missed.
const status = $("status"), {lost, back} = status.dataset;
let heard, timer;
const lose = () => { if (status.textContent !== lost) status.textContent = lost; };
// What was heard is history.
const settle = () => {
  const focused = document.activeElement;
  $("history")?.append(...$("log").children);
  focused.focus({preventScroll: true});
};

on("htmx:ws:before:connection", ({detail}) => {
  line = detail.connection;
  line.url = line.url.replace(/(after|takes)=(\d+)/g, (_, name, had) =>
    `${name}=${Math.max(had, ...$$(`[data-${name}]`).map((one) => one.dataset[name]))}`);
});
on("htmx:ws:after:connection", () => {
  heard = Date.now();
  timer = clearTimeout(timer);
  setTimeout(() => { if (status.textContent === lost) status.textContent = back; }, 500);
  settle();
});
on("htmx:ws:before:message:incoming", ({detail}) => {
  heard = Date.now();
  if (detail.message.data.includes("data-takes")) settle(); // The log is never edited.
});
on("htmx:ws:close", ({detail: {code}}) => {
  if (/^100[08]|null/.test(code)) heard = NaN;
  else timer ??= setTimeout(lose, 3000);
});

// A dead line may look open; the server speaks every 15 s.
const look = (event) => {
  if (Date.now() - heard > (event ? 16e3 : 4e4)) {
    heard = Date.now();
    lose();
    line.socket?.close();
  }
};
setInterval(look, 5e3);
on("online visibilitychange", look);
