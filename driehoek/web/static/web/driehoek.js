// What the pages do beyond plain HTML. Everything works without it.
"use strict";

// A menu closes with Escape, or when the focus or the pointer goes elsewhere.
const closeMenus = (except) => {
  for (const open of document.querySelectorAll("header.top details[open]")) {
    if (!open.contains(except)) open.open = false;
  }
};
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("focusin", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("header.top details[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A page that comes back with errors starts at their summary.
document.querySelector(".errors")?.focus();

// A request of htmx that fails says so where people look, instead of doing nothing.
const tell = (event) => {
  const place = document.getElementById("trouble");
  if (place) place.hidden = false;
  event.target.closest?.("form")?.classList.add("failed");
};
document.addEventListener("htmx:sendError", tell);
document.addEventListener("htmx:responseError", tell);
document.addEventListener("htmx:beforeRequest", () => {
  const place = document.getElementById("trouble");
  if (place) place.hidden = true;
});

// A day that does not exist, typed into a date field, would arrive as an empty one: say so before it is sent.
document.addEventListener("submit", (event) => {
  const wrong = [...event.target.elements].find((field) => field.validity?.badInput);
  if (!wrong) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wrong.reportValidity();
}, true);

// A button that copies; on plain http a browser has no clipboard for us, and the older way does.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.focus();
    field.select();
    const copied = navigator.clipboard
      ? await navigator.clipboard.writeText(field.value).then(() => true, () => false)
      : document.execCommand("copy");
    if (copied) button.parentElement.querySelector("[data-copied]").textContent = button.dataset.done;
  });
}

// A button that prints is there only where printing works.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The search in the header: “/” goes there, the arrows walk through what was found, Escape goes back and empties it.
const box = document.getElementById("find");
const hits = document.getElementById("hits");
if (box) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable], dialog")) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
  box.closest(".find").addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hits.replaceChildren();
      box.focus();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [box, ...hits.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    event.preventDefault();
    next?.focus();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".find")) hits.replaceChildren();
  });
}

// Ticks every box of one field of a form.
for (const button of document.querySelectorAll("[data-tick]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const one of button.form.elements[button.dataset.tick]) one.checked = true;
  });
}

// Sifts a long list of boxes by what is typed; what is ticked always stays in sight.
for (const field of document.querySelectorAll("[data-sift]")) {
  field.hidden = false;
  field.addEventListener("input", () => {
    const asked = field.value.trim().toLowerCase();
    for (const box of field.parentElement.querySelectorAll("input[type=checkbox]")) {
      const row = box.closest("div");
      row.hidden = !box.checked && !row.textContent.toLowerCase().includes(asked);
    }
  });
}
