// For pages of people who are signed in: a warning two minutes before they are signed out; what they had typed is put back
// when that happened all the same, kept in this tab alone (sessionStorage), never passwords; and nothing that they wrote
// stays behind in this browser when they sign out.
import { forget, keptOf, sendKept } from "./kept.js";

const WARN_SECONDS = 120;
const KEEP = "dcpp-typed:";
const SIGNED_OUT = "dcpp-signed-out";
const LAST_USED = "dcpp-last-used";
const FORMS = "form.dcpp-form[method=post]:not([data-autosave])"; // those others see to themselves: autosave.js

const dialog = document.getElementById("session-warning");

if (dialog) {
  putBack(dialog.dataset.person);
  keepTyped(dialog.dataset.person);
  sendWhatWasLeft(dialog.dataset.person);
  watchSignOut(dialog.dataset.person);
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
}

function token() {
  return document.querySelector("input[name=csrf_token]")?.value;
}

// Words that were kept on other pages, in a tunnel or after a time-out, go to the platform from whatever page is opened.
async function sendWhatWasLeft(person) {
  const here = [...document.querySelectorAll("form[data-autosave]")].map((form) => form.dataset.autosave);
  const { saved, waiting, refused } = await sendKept(person, token(), here);
  if (!saved.length && !waiting.length && !refused.length) return;
  const note = document.createElement("div");
  note.className = "govuk-inset-text";
  note.setAttribute("role", "status");
  saved.forEach((page) => note.append(line("What you wrote while you could not save has been saved now. ", "Look at it", page)));
  waiting.forEach((page) => note.append(line("Something that you wrote is kept in this browser and not saved yet. ", "Open it", page)));
  refused.forEach((one) => note.append(...refusal(one)));
  document.querySelector("main")?.prepend(note);
}

// What can be saved no more, such as words for an audit that was submitted since: shown, so that they can be copied.
function refusal({ key, error, words }) {
  const why = document.createElement("p");
  why.className = "govuk-body";
  why.textContent = `${error}. You had written:`;
  const written = document.createElement("p");
  written.className = "govuk-body dcpp-written";
  written.textContent = words.join("\n\n");
  const remove = button("Remove it from this browser", "remove", " govuk-button--secondary");
  remove.type = "button";
  remove.addEventListener("click", () => {
    localStorage.removeItem(key);
    [why, written, remove].forEach((one) => one.remove());
  });
  return [why, written, remove];
}

function line(words, text, href) {
  const paragraph = document.createElement("p");
  paragraph.className = "govuk-body";
  paragraph.textContent = words;
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = href;
  link.textContent = text;
  paragraph.append(link);
  return paragraph;
}

// Nothing that somebody wrote stays in this browser once they have signed out: it is sent, or they say that it may go.
function watchSignOut(person) {
  let isSure = false;
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.action.endsWith("/sign-out") || isSure) return;
    if (keptOf(person).length) {
      event.preventDefault();
      await sendKept(person, token());
      isSure = keptOf(person).length === 0 || (await mayGo());
      if (!isSure) return;
      document.dispatchEvent(new Event("dcpp-forget"));
      forget(person);
      form.requestSubmit();
    }
    sessionStorage.clear();
  });
}

function mayGo() {
  const asking = document.createElement("dialog");
  asking.className = "dcpp-dialog";
  asking.setAttribute("aria-labelledby", "sign-out-title");
  const title = document.createElement("h2");
  title.className = "govuk-heading-m";
  title.id = "sign-out-title";
  title.textContent = "Some of what you wrote is not saved";
  const words = document.createElement("p");
  words.className = "govuk-body";
  words.textContent = "It could not be sent, so only this browser has it. If you sign out it is removed, so that nobody who uses this computer after you can read it.";
  const buttons = document.createElement("form");
  buttons.method = "dialog";
  buttons.className = "govuk-button-group";
  buttons.append(button("Stay signed in", "stay", ""), button("Sign out and remove it", "go", " govuk-button--warning"));
  asking.append(title, words, buttons);
  document.body.append(asking);
  asking.showModal();
  return new Promise((settle) =>
    asking.addEventListener("close", () => {
      asking.remove();
      settle(asking.returnValue === "go");
    }),
  );
}

function button(words, value, kind) {
  const made = document.createElement("button");
  made.className = `govuk-button${kind}`;
  made.value = value;
  made.textContent = words;
  return made;
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
