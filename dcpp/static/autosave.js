// Forms that save themselves: <form data-autosave="address" data-autosave-owner="person">, with a hidden field
// "before-x" beside each field x, and an element [data-autosave-status] that says how it stands.
// What is not saved yet is kept in this browser, for its owner only, and sent when the connection or the sign-in is back.

import { forgetOld, PREFIX } from "./kept.js";

const WAIT = 1500; // after the last key, in milliseconds
const LONGEST_WAIT = 5000; // while somebody types without a pause
const TRY_AGAIN = 15000;

class Draft {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave;
    this.key = `${PREFIX}${form.dataset.autosaveOwner}:${this.url}`;
    this.status = document.querySelector("[data-autosave-status]");
    this.names = [...form.querySelectorAll("input[type=hidden][name^='before-']")].map((one) => one.name.slice(7));
    this.conflicts = new Map();
    this.timer = null;
    this.firstChange = null;
    this.sending = null;
    this.isTroubled = false;
    this.isForgotten = false;
    this.bringBack();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("dcpp-forget", () => (this.isForgotten = true));
    window.addEventListener("online", () => this.send());
    window.addEventListener("pagehide", () => this.keepAndSendLast());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.send());
  }

  before(name) {
    return this.form.elements[`before-${name}`];
  }

  read(name) {
    const field = this.form.elements[name];
    if (!field) return this.before(name).value;
    return field.value.replace(/\r\n?/g, "\n").trim();
  }

  write(name, text) {
    const field = this.form.elements[name];
    if (!field) return;
    field.value = text;
    if (field instanceof RadioNodeList && text === "") field.forEach((one) => (one.checked = false));
  }

  // Fields that differ from what is stored, but for those that wait for a choice between two texts.
  changes() {
    const found = {};
    for (const name of this.names) {
      const before = this.before(name).value.replace(/\r\n?/g, "\n").trim();
      const after = this.read(name);
      if (before !== after && !this.conflicts.has(name)) found[name] = { before, after };
    }
    return found;
  }

  changed() {
    this.keep();
    const now = Date.now();
    this.firstChange ??= now;
    this.say("Not saved yet");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), Math.min(WAIT, Math.max(0, this.firstChange + LONGEST_WAIT - now)));
  }

  say(words, isTrouble = false) {
    if (!this.status) return;
    if (this.status.textContent !== words) this.status.textContent = words;
    this.status.classList.toggle("dcpp-saved--trouble", isTrouble);
  }

  trouble(words) {
    this.isTroubled = true;
    this.mark();
    this.say(`Not saved: ${words}`, true);
  }

  group(name) {
    const field = this.form.elements[name];
    return (field instanceof RadioNodeList ? field[0] : field)?.closest(".govuk-form-group");
  }

  // Beside each field that was changed here: whether the platform has it.
  mark() {
    const waiting = this.changes();
    for (const name of this.names) {
      const group = this.group(name);
      if (!group) continue;
      if (name in waiting || this.conflicts.has(name)) group.dataset.draft = this.isTroubled ? "kept" : "waiting";
      else if (group.dataset.draft) group.dataset.draft = "saved";
    }
  }

  // In the browser: written with every change, taken away once it is saved.
  keep() {
    if (this.isForgotten) return;
    this.mark();
    const waiting = this.changes();
    for (const [name, conflict] of this.conflicts) {
      waiting[name] = { before: conflict.before, after: this.read(name) };
    }
    try {
      if (Object.keys(waiting).length) localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), fields: waiting }));
      else localStorage.removeItem(this.key);
    } catch {
      // No room, or not allowed: the page still saves to the server.
    }
  }

  bringBack() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(this.key) ?? "null");
    } catch {
      localStorage.removeItem(this.key);
    }
    if (!kept || this.form.querySelector(".govuk-error-message")) return;
    for (const [name, { before, after }] of Object.entries(kept.fields)) {
      if (!this.names.includes(name)) continue;
      const theirs = this.before(name).value;
      if (theirs.trim() === after) continue;
      this.write(name, after);
      if (theirs.trim() !== before) this.conflict(name, { theirs, who: "", when: "" });
    }
    this.keep();
    if (Object.keys(this.changes()).length) this.send();
  }

  async send() {
    clearTimeout(this.timer);
    if (this.sending) await this.sending;
    const fields = this.changes();
    if (!Object.keys(fields).length) return this.settled();
    this.firstChange = null;
    this.say("Saving…");
    this.sending = this.post(fields).finally(() => (this.sending = null));
    return this.sending;
  }

  async post(fields, isSecondTry = false) {
    let response;
    try {
      response = await fetch(this.url, {
        method: "POST",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.form.elements.csrf_token?.value ?? "" },
        body: JSON.stringify({ fields }),
      });
    } catch {
      return this.later("no connection. It is kept in this browser, and sent when the connection is back. If you sign out, it is removed");
    }
    if (response.type === "opaqueredirect" || response.status === 401) return this.signedOut();
    if (response.status === 400 && !isSecondTry) {
      const page = await this.renewToken();
      if (page === "renewed") return this.post(fields, true);
      if (page === "signed out") return this.signedOut();
    }
    const isJson = (response.headers.get("Content-Type") ?? "").includes("application/json");
    if (!isJson) return this.later("something went wrong. It is kept in this browser and will be tried again");
    return this.answered(await response.json(), fields);
  }

  answered(told, fields) {
    if (told.error) {
      this.trouble(`${told.error}. Copy what you wrote before you leave this page`);
      return false;
    }
    this.isTroubled = false;
    const conflicts = told.conflicts ?? {};
    for (const [name, { after }] of Object.entries(fields)) {
      if (name in conflicts) this.conflict(name, conflicts[name]);
      else this.before(name).value = after;
    }
    this.warn(Object.keys(fields), told.warnings ?? {});
    this.keep();
    if (this.conflicts.size) return this.settled();
    this.say(Object.keys(this.changes()).length ? "Not saved yet" : `Saved ${told.saved}`);
    return true;
  }

  // Beside each question: what in it seems to name somebody. It is saved all the same.
  warn(names, warnings) {
    for (const name of names) {
      const lines = (warnings[name] ?? []).map((words) => {
        const line = document.createElement("p");
        line.textContent = words;
        return line;
      });
      document.getElementById(`${name}-names`)?.replaceChildren(...lines);
    }
  }

  // Nothing is left to send; what waits for a choice is not saved.
  settled() {
    if (this.conflicts.size === 0) return true;
    this.trouble("the same words were changed in another window. Choose below which to keep");
    return false;
  }

  later(words) {
    this.keep();
    this.trouble(words);
    this.timer = setTimeout(() => this.send(), TRY_AGAIN);
    return false;
  }

  signedOut() {
    this.keep();
    this.trouble("you have been signed out. It is kept in this browser. ");
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = location.href;
    link.textContent = "Sign in and go on";
    this.status?.append(link);
    this.timer = setTimeout(() => this.send(), TRY_AGAIN);
    return false;
  }

  // After a new sign-in in another window this page's token is old: ask for the page again, and take its token.
  async renewToken() {
    try {
      const response = await fetch(location.href, { redirect: "manual" });
      if (response.type === "opaqueredirect") return "signed out";
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const token = page.querySelector("input[name=csrf_token]")?.value;
      if (!token || !this.form.elements.csrf_token) return "no token";
      document.querySelectorAll("input[name=csrf_token]").forEach((one) => (one.value = token));
      return "renewed";
    } catch {
      return "no connection";
    }
  }

  // Both texts, one beside the other, and a choice. Nothing is sent for this field until it is made.
  conflict(name, { theirs, who, when }) {
    const group = this.group(name);
    this.conflicts.get(name)?.panel.remove();
    const panel = document.createElement("div");
    panel.className = "govuk-inset-text dcpp-conflict";
    panel.setAttribute("role", "alert");
    const title = document.createElement("p");
    title.className = "govuk-body govuk-!-font-weight-bold";
    title.textContent = who ? `${who} changed this in another window (${when}). It now says:` : "This was changed in another window. It now says:";
    const text = document.createElement("p");
    text.className = "govuk-body dcpp-written";
    text.textContent = this.inWords(name, theirs);
    const buttons = document.createElement("div");
    buttons.className = "govuk-button-group";
    buttons.append(
      this.choice("Use theirs", () => this.write(name, theirs)),
      this.choice("Keep mine", () => {}),
    );
    panel.append(title, text, buttons);
    group.after(panel);
    this.conflicts.set(name, { before: this.before(name).value, theirs, panel });
  }

  inWords(name, text) {
    const field = this.form.elements[name];
    if (!(field instanceof RadioNodeList)) return text || "Nothing";
    const chosen = [...field].find((one) => one.value === text);
    return chosen ? this.form.querySelector(`label[for="${chosen.id}"]`).textContent : "Nothing";
  }

  choice(words, choose) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.textContent = words;
    button.addEventListener("click", () => {
      const [name, conflict] = [...this.conflicts].find(([, one]) => one.panel.contains(button));
      choose();
      this.before(name).value = conflict.theirs;
      this.conflicts.delete(name);
      conflict.panel.remove();
      this.keep();
      const field = this.form.elements[name];
      (field instanceof RadioNodeList ? field[0] : field).focus();
      if (Object.keys(this.changes()).length) this.send();
      else this.say("Saved");
    });
    return button;
  }

  // A save button first saves as the page does, so that a lost sign-in or connection never loses a word.
  // Where nothing is left to save, the browser submits as ever.
  async submit(event) {
    if (this.isReady || this.isSaved()) return;
    event.preventDefault();
    const isSaved = await this.send();
    if (isSaved === false) {
      this.status?.scrollIntoView({ block: "center" });
      return;
    }
    // Not before this event is over: a form that is being submitted ignores being asked again.
    setTimeout(() => {
      this.isReady = true;
      this.form.requestSubmit(event.submitter ?? undefined);
    }, 0);
  }

  isSaved() {
    return !this.sending && this.conflicts.size === 0 && Object.keys(this.changes()).length === 0;
  }

  keepAndSendLast() {
    this.keep();
    const fields = this.changes();
    if (this.isForgotten || this.isReady || !Object.keys(fields).length) return;
    fetch(this.url, {
      method: "POST",
      keepalive: true,
      redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.form.elements.csrf_token?.value ?? "" },
      body: JSON.stringify({ fields }),
    }).catch(() => {});
  }
}

forgetOld();
document.querySelectorAll("form[data-autosave]").forEach((form) => new Draft(form));
