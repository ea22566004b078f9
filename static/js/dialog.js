// Asks in a dialog what is a page without scripts.
{
  const dialog = $("dialog");
  on("htmx:after:swap", () => {
    if (!dialog.childElementCount) dialog.close();
    else if (!dialog.open) dialog.showModal();
  });
  on("close", () => dialog.replaceChildren(), dialog);
}
