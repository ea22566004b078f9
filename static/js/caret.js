// Puts the caret behind the text of a box that opens with the focus: browsers put it before.
import { on } from "./dom.js";

function moveToEnd() {
  const box = document.activeElement;
  const isNew = box.matches("textarea[autofocus]") && !box.selectionEnd;
  if (isNew) box.setSelectionRange(box.value.length, box.value.length);
}

// htmx gives the focus after it has told of the swap.
on("htmx:after:swap htmx:after:settle", () => setTimeout(moveToEnd));
moveToEnd();
