// ACC-6: one key covers the whole screen at once; whoever sits still too long is covered and asked who is there.
"use strict";

const cover = document.getElementById("cover");
const rest = () => [...document.body.children].filter((part) => part !== cover);
let readerWasAt = null;
let titleWas = "";

const coverUp = () => {
  if (!cover.hidden) return;
  readerWasAt = document.activeElement;
  titleWas = document.title;
  document.title = document.getElementById("cover-title").textContent; // the tab names no child either
  cover.hidden = false;
  document.documentElement.classList.add("covered");
  for (const part of rest()) part.inert = true;
  cover.querySelector("[data-uncover]").focus();
};

const uncover = () => {
  cover.hidden = true;
  document.title = titleWas;
  document.documentElement.classList.remove("covered");
  for (const part of rest()) part.inert = false;
  readerWasAt?.focus?.();
};

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat) return;
  event.preventDefault();
  coverUp();
}, true);
for (const button of document.querySelectorAll("[data-cover]")) button.addEventListener("click", coverUp);
cover.querySelector("[data-uncover]").addEventListener("click", uncover);

// Idle: cover first, then let the server lock the session, so that the back button shows nothing either.
let clock;
const idle = () => {
  coverUp();
  document.getElementById("lock-form").submit();
};
const awake = () => {
  clearTimeout(clock);
  clock = setTimeout(idle, Number(cover.dataset.idle) * 1000);
};
for (const sign of ["keydown", "pointermove", "pointerdown", "scroll", "touchstart"]) {
  document.addEventListener(sign, awake, { passive: true, capture: true });
}
if (!document.querySelector("[data-locked]")) awake();

document.addEventListener("copy", (event) => {
  if (event.target.closest?.("input, textarea")) return;
  event.preventDefault();
  document.getElementById("no-copy").hidden = false;
});
