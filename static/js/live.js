// Keeps a live page whole: after a break it asks for what came since.
let line; // the connection
{
  const status = $("status"), {lost, back} = status.dataset;
  let heard, timer;
  const last = (name) => Math.max(0, ...$$(`[data-${name}]`).map((one) => one.dataset[name]));
  const lose = () => { if (status.textContent !== lost) status.textContent = lost; };
  // What stood in the log has been heard: it is history.
  const settle = () => $("history")?.append(...$("log").children);

  on("htmx:ws:before:connection", ({detail}) => {
    line = detail.connection;
    line.url = line.url.replace(/(after|takes)=\d+/g, (_, name) => `${name}=${last(name)}`);
  });
  on("htmx:ws:after:connection", () => {
    heard = Date.now();
    timer = clearTimeout(timer);
    // By then it may say how many messages came.
    setTimeout(() => { if (status.textContent === lost) status.textContent = back; }, 500);
    settle();
  });
  on("htmx:ws:before:message:incoming", ({detail: {message}}) => {
    heard = Date.now();
    if (message.data.includes("data-takes")) settle(); // The log is never edited.
  });
  on("htmx:ws:close", ({detail: {code}}) => {
    if (!/^100[08]$/.test(code)) timer ??= setTimeout(lose, 3000);
  });

  // A dead line may look open: the server speaks every 15 s.
  const look = () => {
    if (!(Date.now() - heard > 40_000)) return;
    heard = Date.now();
    lose();
    line.socket?.close();
  };
  setInterval(look, 5000);
  on("online visibilitychange", look);
}
