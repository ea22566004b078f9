// Says aloud what htmx alone would keep to itself: that a request failed for want of an answer.
document.addEventListener("htmx:before:request", ({target}) => {
  document.getElementById("alert").textContent = "";
  // In a conversation the status says how the line is, which sending does not change.
  if (!target.matches?.("[data-compose]")) document.getElementById("status").textContent = "";
});

document.addEventListener("htmx:error", ({detail: {ctx}}) => {
  if (!ctx || ctx.response) return;
  document.getElementById("alert").textContent =
    "We could not reach arcanon, so nothing was sent. Your words are still here; please try again.";
});

// Scripts are deferred: htmx may have looked through the page before its socket extension was there.
document.addEventListener("DOMContentLoaded", () => htmx.process(document.body));
