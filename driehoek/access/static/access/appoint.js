// Beside the chosen function: what it opens. Without this script the list below the form says it.
"use strict";

const choice = document.querySelector("[data-explained]");
const said = document.getElementById("opens");

const explain = () => {
  const found = document.querySelector(`[data-explains="${choice.value}"]`);
  said.hidden = !found;
  said.textContent = found ? found.textContent : "";
};

choice.closest(".field").after(said);
said.setAttribute("role", "status");
choice.addEventListener("change", explain);
explain();
