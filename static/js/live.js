// Keeps a live page whole: after a break it asks for what came after the last message it has, once, and says so.
{
  const SILENCE = 40_000, DEBOUNCE = 3_000; // milliseconds
  const end = document.getElementById("latest");
  let connection, heard, timer, atEnd, lost = false;
  const status = (words) => { document.getElementById("status").textContent = words; };
  const last = () => Number([...document.querySelectorAll("[data-number]")].pop()?.dataset.number ?? 0);
  const lose = () => { lost = true; status("Connection lost. What you write is kept."); };
  const again = () => connection?.socket?.close();

  document.addEventListener("htmx:ws:before:connection", ({detail}) => {
    ({connection} = detail);
    const url = new URL(detail.connection.url);
    if (url.searchParams.has("after") && last()) url.searchParams.set("after", last());
    detail.connection.url = url.href;
  });

  document.addEventListener("htmx:ws:after:connection", () => {
    heard = Date.now();
    timer = clearTimeout(timer);
    if (lost) status("Back online.");
    lost = false;
    // What stood in the log has been heard: it is history now, and what was missed comes after it.
    const log = document.getElementById("log");
    if (log) document.getElementById("history").append(...log.children);
  });

  document.addEventListener("htmx:ws:before:message:incoming", ({detail: {message}}) => {
    heard = Date.now();
    atEnd = end?.getBoundingClientRect().top < innerHeight;
    const beat = /^\{"beat": (\d+)\}$/.exec(message.data);
    if (beat && Number(beat[1]) > last() && last()) again();
  });

  // Who is at the end stays there; who reads further up is left alone.
  document.addEventListener("htmx:ws:after:message:incoming", () => {
    if (atEnd) end.scrollIntoView({block: "end", behavior: "instant"});
  });

  document.addEventListener("htmx:ws:close", ({detail: {code}}) => {
    if (code === 1000 || code === 1008 || lost) return;
    timer ??= setTimeout(lose, DEBOUNCE);
  });

  // A line may be dead and look open: the server says something every fifteen seconds.
  const look = () => {
    if (!heard || Date.now() - heard < SILENCE) return;
    heard = Date.now();
    if (!lost) lose();
    again();
  };
  setInterval(look, 5_000);
  addEventListener("online", look);
  document.addEventListener("visibilitychange", look);
}
