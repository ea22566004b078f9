// A message is here until the room has it.
const say = $("say"), {body, key} = say;
on("submit", (event) => {
  event.preventDefault();
  body.focus();
  if (!body.value.trim()) return;
  const item = $("sending").content.firstElementChild.cloneNode(true), [form] = item.children;
  item.querySelector(".words").textContent = form.body.value = body.value;
  form.key.value = key.value + Date.now().toString(36);
  body.value = "";
  $("outbox").append(item);
  htmx.process(item);
  form.requestSubmit();
  $("latest").scrollIntoView(false);
}, say);
on("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !matchMedia("(pointer: fine)").matches) return;
  event.preventDefault();
  say.requestSubmit();
}, body);
on("click", ({target}) => {
  "discard" in target.dataset && target.closest("li").remove();
  target.matches("button") && body.focus();
}, $("outbox"));
on("submit", ({target}) => target.ariaBusy = true, $("outbox"));
on("htmx:error htmx:response:error", ({target}) => target.removeAttribute?.("aria-busy"));
on("htmx:after:swap", () => {
  for (const one of $$("[data-said]")) $(`m-${one.dataset.said}`) && one.remove();
});
on("submit", () => $("outbox").replaceChildren(), $("exit"));
on("beforeunload", (event) => $$("#outbox form")[0] && event.preventDefault());
