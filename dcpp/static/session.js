// Two things, for pages of people who are signed in: a warning two minutes before they are signed out, and what they
// had typed is put back when that happened all the same. Kept in this tab alone (sessionStorage), never passwords.
const WARN_SECONDS = 120;
const KEEP = "dcpp-typed:";
const SIGNED_OUT = "dcpp-signed-out";
const LAST_USED = "dcpp-last-used";
const FORMS = "form.dcpp-form[method=post]:not([data-autosave])"; // those others see to themselves: autosave.js

const dialog = document.getElementById("session-warning");

if (dialog) {
  putBack(dialog.dataset.person);
  keepTyped(dialog.dataset.person);
  warn(dialog);
} else if (sessionStorage.length) {
  sessionStorage.setItem(SIGNED_OUT, "yes"); // a page of signing in: what was typed waits for its owner
}

document.querySelector("#go-on-by-itself form")?.submit();

function forms() {
  return [...document.querySelectorAll(FORMS)];
}

function answers(form) {
  const secret = new Set(["password", "hidden", "file", "submit", "button"]);
  return [...form.elements].filter((field) => field.name && !secret.has(field.type));
}

function keepTyped(person) {
  document.addEventListener("input", (event) => {
    const form = event.target.closest(FORMS);
    if (!form) return;
    const typed = answers(form).map((field) => [field.name, field.type, field.value, field.checked ?? null]);
    const place = forms().indexOf(form);
    sessionStorage.setItem(KEEP + location.pathname, JSON.stringify({ person, place, typed }));
  });
  document.addEventListener("submit", (event) => {
    if (event.target.action.endsWith("/sign-out")) sessionStorage.clear();
  });
}

function putBack(person) {
  const kept = JSON.parse(sessionStorage.getItem(KEEP + location.pathname) ?? "null");
  const wasSignedOut = sessionStorage.getItem(SIGNED_OUT);
  const elsewhere = wasSignedOut && !kept; // on the way from signing in to the page that was left
  for (const key of Object.keys(sessionStorage)) {
    const owner = key.startsWith(KEEP) ? JSON.parse(sessionStorage.getItem(key)).person : person;
    if (key.startsWith("dcpp-") && !(elsewhere && owner === person)) sessionStorage.removeItem(key);
  }
  const form = forms()[kept?.place];
  if (!wasSignedOut || kept?.person !== person || !form) return;
  for (const [name, type, value, checked] of kept.typed) {
    const ticked = type === "radio" || type === "checkbox";
    const field = answers(form).find((one) => one.name === name && (!ticked || one.value === value));
    if (field && ticked) field.checked = checked;
    else if (field) field.value = value;
  }
  const note = document.createElement("div");
  note.className = "govuk-inset-text";
  note.setAttribute("role", "status");
  note.textContent = "You were signed out. What you had typed has been put back: check it, then save it.";
  form.before(note);
}

function warn(dialog) {
  const idle = Number(dialog.dataset.idleSeconds);
  const left = dialog.querySelector("[data-left]");
  const use = () => localStorage.setItem(LAST_USED, String(Date.now()));
  use();
  dialog.addEventListener("close", stay);
  const timer = setInterval(look, 1000);

  function look() {
    const seconds = idle - (Date.now() - Number(localStorage.getItem(LAST_USED))) / 1000;
    if (seconds <= 0) return leave();
    if (seconds > WARN_SECONDS) {
      if (dialog.open) dialog.close("used elsewhere");
      return;
    }
    const minutes = Math.ceil(seconds / 60);
    left.textContent = seconds > 60 ? `${minutes} minutes` : "less than a minute";
    if (!dialog.open) dialog.showModal();
  }

  async function stay() {
    if (dialog.returnValue === "used elsewhere") return void (dialog.returnValue = "");
    use();
    const answer = await fetch(dialog.dataset.ask, { redirect: "manual" });
    if (answer.status !== 204) leave();
  }

  function leave() {
    clearInterval(timer);
    const here = location.pathname + location.search;
    location.assign(`${dialog.dataset.signIn}?next=${encodeURIComponent(here)}`);
  }
}
