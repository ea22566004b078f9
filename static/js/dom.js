// The few helpers that every script uses.

/** Returns the element with this id, or null. */
export const byId = (id) => document.getElementById(id);

/** Returns all elements that match a selector, as an array. */
export const all = (selector) => [...document.querySelectorAll(selector)];

/** Listens to several events, given with spaces between their names. */
export function on(names, listener, target = window) {
  for (const name of names.split(" ")) target.addEventListener(name, listener);
}
