// Keys in the search: the arrows go from the box through the names, a slash goes back to the box.
"use strict";

document.addEventListener("keydown", (event) => {
  const box = document.getElementById("id_q");
  if (event.key === "/" && !event.target.matches("input, select, textarea")) {
    event.preventDefault();
    box.focus();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const names = [...document.querySelectorAll("#found .people a")];
  const at = names.indexOf(document.activeElement);
  if (at < 0 && document.activeElement !== box) return;
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  const target = next < 0 ? box : names[Math.min(next, names.length - 1)];
  if (!target) return;
  event.preventDefault();
  target.focus();
});
