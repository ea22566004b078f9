// Says in the composer when a message was not sent. Its words and its key stay, so trying again says it once.
const notSent = ({target, detail: {ctx}}) => {
  if (!target.matches?.("[data-compose]") || ctx?.response?.status === 422) return;
  target.querySelector("[data-outcome]").textContent = "Not sent. Your words are still here.";
  target.querySelector("button").textContent = "Try again";
};

document.addEventListener("htmx:error", notSent);
document.addEventListener("htmx:response:error", notSent);
