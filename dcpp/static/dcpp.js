// Every page works without this. It starts GOV.UK's own components, and one thing of ours.
import { initAll } from "./govuk/govuk-frontend.min.js";

initAll();

// On a narrow screen our stylesheet lays the rows of a table out as cards, and some screen readers then no longer call it
// a table: its parts say again what they are.
const roles = { THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };

for (const table of document.querySelectorAll(".dcpp-table")) {
  table.setAttribute("role", "table");
  for (const part of table.querySelectorAll("thead, tbody, tr, th, td")) {
    const heading = part.getAttribute("scope") === "row" ? "rowheader" : "columnheader";
    part.setAttribute("role", roles[part.tagName] ?? heading);
  }
}

// Long work: look again every few seconds, and show only what has changed, so that nobody loses their place. When the work
// is over, the page is opened anew. Without this, the page reloads by itself.
const refresh = document.querySelector("meta[name=dcpp-refresh]");

async function lookAgain() {
  const answer = await fetch(window.location.href).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page && page.querySelector(".dcpp-progress");
  if (page && !page.querySelector("meta[name=dcpp-refresh]")) {
    window.location.reload();
    return;
  }
  if (fresh) {
    document.querySelector(".dcpp-progress")?.replaceWith(fresh);
  }
  setTimeout(lookAgain, refresh.content * 1000);
}

if (refresh) {
  setTimeout(lookAgain, refresh.content * 1000);
}
