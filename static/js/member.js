// Asks in a dialog, and counts what is new in the title.
const dialog = $("dialog"), news = $("news"), {title} = news.dataset;
let from;
on("htmx:after:swap", () => {
  if (!dialog.childElementCount) dialog.close();
  else if (!dialog.open) from = document.activeElement.id, dialog.showModal();
  if (title) document.title = (news.textContent && `(${parseInt(news.textContent)}) `) + title;
});
on("close", () => { dialog.replaceChildren(); $(from)?.focus(); }, dialog);
