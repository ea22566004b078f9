// Asks in a dialog what is a page without scripts.
const dialog = $("dialog");
let from;
on("htmx:after:swap", () => {
  if (!dialog.childElementCount) dialog.close();
  else if (!dialog.open) from = document.activeElement.id, dialog.showModal();
});
on("close", () => { dialog.replaceChildren(); $(from)?.focus(); }, dialog);
