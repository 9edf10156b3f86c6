// A class's half days: saved as they are tapped, kept in this browser while the connection is gone, never overwriting
// another teacher's silently. Without this script the page is a plain form. Kept are ids and states, no names.
(() => {
  const form = document.getElementById("roll");
  if (!form) return;
  const find = (selector, from = document) => from.querySelector(selector);
  const texts = document.getElementById("texts").dataset;
  const waiting = document.getElementById("waiting");
  const savedAt = document.getElementById("saved");
  const clash = document.getElementById("clash");
  const stale = document.getElementById("stale");
  const login = document.getElementById("login");
  const token = find("[name=csrfmiddlewaretoken]", form).value;
  const store = `driehoek.taps.${form.dataset.person}.${form.dataset.save}`;
  const AGAIN = 5000, SOON = 120, MINUTE = 60000;
  let queue = { changes: {}, confirm: [] };
  let busy = false, timer = 0, loggedOut = false;

  const segment = (pupil, part) => find(`.seg[data-pupil="${pupil}"][data-part="${part}"]`, form);
  const chosen = (seg) => find("input:checked", seg).value;
  // The school's clock and time zone: those of a device may be anywhere. Swedish writes days and hours as ISO does.
  const ahead = Number(form.dataset.now) - Date.now();
  const school = (parts) => new Intl.DateTimeFormat("sv-SE", { timeZone: form.dataset.zone, ...parts }).format(Date.now() + ahead);
  const today = () => school({ dateStyle: "short" });
  const hour = () => school({ timeStyle: "short" });
  // A page that was opened as today's and is now of another day: what is tapped on it is not meant for that day.
  const isStale = () => form.dataset.today && today() !== form.dataset.day;
  const isEmpty = () => !Object.keys(queue.changes).length && !queue.confirm.length;

  // The afternoon is confirmed once the morning is over: a page that stays open shows the button then.
  function openHalfDays() {
    for (const button of form.querySelectorAll("button[data-from]")) {
      if (isStale() || hour() < button.dataset.from) continue;
      button.hidden = false;
      button.previousElementSibling.hidden = true;
      button.removeAttribute("data-from");
    }
  }
  openHalfDays();
  setInterval(openHalfDays, MINUTE);

  function keep() {
    try {
      if (isEmpty()) localStorage.removeItem(store);
      else localStorage.setItem(store, JSON.stringify(queue));
    } catch { /* a browser that keeps nothing still sends at once */ }
  }

  function show(seg, state, at) {
    find(`input[value="${state}"]`, seg).checked = true;
    timeField(seg, state, at);
    reasonField(seg);
    count();
  }

  function timeField(seg, state, at) {
    const child = seg.closest(".kind"), part = seg.dataset.part;
    let field = find(`.at[data-part="${part}"]`, child);
    if (state !== "late") return field?.remove();
    if (!field) {
      field = Object.assign(document.createElement("label"), { className: "at" });
      field.dataset.part = part;
      const short = Object.assign(document.createElement("span"), { textContent: find(".which", seg.parentElement).textContent });
      const time = Object.assign(document.createElement("input"), { type: "time" });
      time.setAttribute("aria-label", `${seg.getAttribute("aria-label")}, ${texts.in}`);
      field.append(short, " ", time);
      find(".naam small", child).after(field);
    }
    if (at !== undefined) find("input", field).value = at;
  }

  function reasonField(seg) {
    const child = seg.closest(".kind");
    const absent = find(".seg input[value=absent]:checked", child);
    const there = find(".reason", child);
    if (!absent) return there?.remove();
    if (there) return;
    const made = document.getElementById("reasons").content.firstElementChild.cloneNode(true);
    made.setAttribute("aria-label", `${made.getAttribute("aria-label")}: ${child.dataset.name}`);
    find(".naam", child).append(made);
  }

  function count() {
    for (const one of form.querySelectorAll("[data-count]")) {
      const { part } = one.closest(".tally").dataset;
      one.textContent = form.querySelectorAll(`.seg[data-part="${part}"] input[value="${one.dataset.count}"]:checked`).length;
    }
  }

  function tap(seg, more = {}) {
    const { pupil, part, version } = seg.dataset;
    const change = { pupil, part, state: chosen(seg), version: Number(version), tapped: today(), ...more };
    queue.changes[`${part}-${pupil}`] = change;
    keep();
    status();
    clearTimeout(timer);
    timer = setTimeout(send, SOON);
  }

  function status(failed = false) {
    const left = Object.keys(queue.changes).length + queue.confirm.length;
    login.hidden = !(left && loggedOut);
    waiting.hidden = !login.hidden || !(left && (failed || !navigator.onLine));
    find("b", waiting).textContent = find("b", login).textContent = left;
    if (!waiting.hidden || !login.hidden) savedAt.textContent = texts.failed;
  }

  async function send() {
    if (busy || isEmpty()) return;
    busy = true;
    const sent = structuredClone(queue);
    try {
      const answer = await post(form.dataset.save, sent, Boolean(form.dataset.today));
      if (answer) take(answer, sent);
      status(!answer);
      if (!answer && !loggedOut) later();
    } catch {
      status(true);
      later();
    } finally {
      busy = false;
    }
    if (!isEmpty() && waiting.hidden && login.hidden) send();
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(send, AGAIN);
  }

  // The answer, an empty one where the server cannot read it, or nothing where it should be tried again: after a while,
  // or after the person logged in again (a redirect to the login page, or a token of an earlier session).
  async function post(url, kept, isToday) {
    const body = { changes: Object.values(kept.changes), confirm: kept.confirm, today: isToday };
    const response = await fetch(url, {
      method: "POST", body: JSON.stringify(body), redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    });
    loggedOut = response.type === "opaqueredirect" || [401, 403, 404].includes(response.status);
    if (response.status === 422) {
      savedAt.textContent = (await response.json()).error;
      return { saved: [], conflicts: [], refused: [], below: {}, confirmed: [], unread: true };
    }
    return response.ok ? response.json() : null;
  }

  function take(answer, sent) {
    for (const [key, change] of Object.entries(sent.changes))
      if (JSON.stringify(queue.changes[key]) === JSON.stringify(change)) delete queue.changes[key];
    queue.confirm = queue.confirm.filter((part) => !sent.confirm.includes(part));
    for (const row of answer.saved) {
      const seg = segment(row.pupil, row.part);
      seg.dataset.version = row.version;
      const newer = queue.changes[`${row.part}-${row.pupil}`];
      if (newer) newer.version = row.version;
      else show(seg, row.state, row.at);
    }
    for (const [pupil, html] of Object.entries(answer.below)) document.getElementById(`s${pupil}`).innerHTML = html;
    for (const part of answer.confirmed) confirmed(part, answer.at);
    answer.refused.forEach(mark);
    keep();
    if (!answer.unread) savedAt.textContent = answer.refused.length ? texts.failed : `${texts.saved} ${answer.at}`;
    answer.conflicts.reduce((before, row) => before.then(() => settle(row, sent)), Promise.resolve());
  }

  // What was refused stays on the screen as it was tapped, with why it was not kept; all the rest is saved.
  function mark(row) {
    const below = document.getElementById(`s${row.pupil}`);
    if (!below) return void (savedAt.textContent = row.error);
    const chip = Object.assign(document.createElement("span"), { className: "chip late", textContent: row.error });
    chip.setAttribute("role", "alert");
    below.append(" ", chip);
  }

  function confirmed(part, at) {
    const chip = Object.assign(document.createElement("span"), { className: "chip ok" });
    const button = find(`button[name=confirm][value=${part}]`, form);
    chip.textContent = `${texts.confirmed} ${at}`;
    button.replaceWith(chip);
  }

  // Both stand on the screen and a person chooses.
  function settle(row, sent) {
    const mine = sent.changes[`${row.part}-${row.pupil}`], seg = segment(row.pupil, row.part);
    const word = (state) => find(`input[value="${state}"]`, seg).getAttribute("aria-label");
    for (const one of clash.querySelectorAll("[data-name]")) one.textContent = row.name;
    find("[data-by]", clash).textContent = row.by;
    for (const one of clash.querySelectorAll("[data-when]")) one.hidden = (one.dataset.when === "planned") !== Boolean(row.planned);
    find("[data-planned]", clash).textContent = row.planned;
    find("[data-theirs]", clash).textContent = `${word(row.state)} ${row.at}`.trim();
    for (const one of clash.querySelectorAll("[data-mine]")) one.textContent = `${word(mine.state)} ${mine.at || mine.now || ""}`.trim();
    return new Promise((done) => {
      clash.onclose = () => {
        seg.dataset.version = row.version;
        if (clash.returnValue === "mine") {
          show(seg, mine.state, mine.at || mine.now);
          tap(seg, { at: mine.at, now: mine.now, reason: mine.reason, sure: Boolean(row.planned) });
        } else show(seg, row.state, row.at);
        done();
      };
      clash.showModal();
    });
  }

  clash.addEventListener("click", (event) => { if (event.target.value) clash.close(event.target.value); });

  form.addEventListener("change", ({ target }) => {
    const child = target.closest(".kind");
    if (isStale()) return stale.showModal();
    if (target.matches(".seg input")) {
      const seg = target.closest(".seg");
      const now = target.value === "late" && form.dataset.today ? hour() : "";
      show(seg, target.value, now);
      tap(seg, { now });
    } else if (target.matches(".at input")) {
      const seg = find(`.seg[data-part="${target.parentElement.dataset.part}"]`, child);
      show(seg, "late", target.value);
      tap(seg, { at: target.value });
    } else if (target.matches(".reason")) {
      for (const input of child.querySelectorAll(".seg input[value=absent]:checked"))
        tap(input.closest(".seg"), { reason: target.value });
    }
  });

  // Up and down go from child to child, a letter sets the state; left and right are the browser's own between buttons.
  form.addEventListener("keydown", (event) => {
    const seg = event.target.closest?.(".seg");
    if (!seg || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const all = [...form.querySelectorAll(`.seg[data-part="${seg.dataset.part}"]`)];
      const next = all[all.indexOf(seg) + step];
      if (next) find("input:checked", next).focus();
      return event.preventDefault();
    }
    const hit = [...seg.querySelectorAll("label")].find((one) => find("b", one).textContent === event.key.toUpperCase());
    if (!hit) return;
    event.preventDefault();
    const input = find("input", hit);
    if (!input.checked || input.value === "late") {
      input.checked = true;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    input.focus();
  });

  form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "confirm") return;
    event.preventDefault();
    if (isStale()) return stale.showModal();
    queue.confirm = [...new Set([...queue.confirm, event.submitter.value])];
    keep();
    send();
  });

  // Taps of another page of this class that never got through are sent from here as well.
  async function sendOthers() {
    const ours = `driehoek.taps.${form.dataset.person}.`;
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(ours) && one !== store)) {
      const kept = JSON.parse(localStorage.getItem(key));
      const answer = await post(key.slice(ours.length), kept, true);
      if (answer && !answer.conflicts.length && !answer.refused.length) localStorage.removeItem(key);
    }
  }

  form.classList.add("live");
  try { queue = JSON.parse(localStorage.getItem(store)) || queue; } catch { /* nothing was kept */ }
  for (const one of Object.values(queue.changes)) {
    const seg = segment(one.pupil, one.part);
    if (seg) show(seg, one.state, one.at || one.now);
  }
  addEventListener("online", () => { send(); sendOthers().catch(() => {}); });
  addEventListener("offline", () => status(true));
  addEventListener("beforeunload", (event) => { if (!isEmpty() && !loggedOut) event.preventDefault(); });
  send();
  sendOthers().catch(() => {});
})();
