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
