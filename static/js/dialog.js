// Asks in a dialog what a page of its own asks without scripts. Closing it gives the focus back by itself.
{
  const dialog = document.getElementById("dialog");
  document.addEventListener("htmx:after:swap", () => {
    if (dialog.childElementCount && !dialog.open) dialog.showModal();
  });
  dialog.addEventListener("close", () => dialog.replaceChildren());
}
