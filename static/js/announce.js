// Says aloud what htmx alone would keep to itself: that a request failed for want of an answer.
document.addEventListener("htmx:before:request", () => {
  for (const id of ["alert", "status"]) document.getElementById(id).textContent = "";
});

document.addEventListener("htmx:error", ({detail: {ctx}}) => {
  if (!ctx || ctx.response) return;
  document.getElementById("alert").textContent =
    "We could not reach arcanon, so nothing was sent. Your words are still here; please try again.";
});
