// The planning screen by keyboard: arrow up and down go to the same field of the row above and below.
"use strict";

document.getElementById("jobs")?.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!["ArrowUp", "ArrowDown"].includes(event.key) || field.tagName !== "INPUT") return;
  const column = [...document.querySelectorAll(`.job-row input[name="${field.name}"]`)];
  const next = column[column.indexOf(field) + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next || !column.includes(field)) return;
  event.preventDefault();
  next.focus();
  next.select();
});
