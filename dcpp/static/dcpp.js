// Every page works without this. It starts GOV.UK's own components and nothing else.
import { initAll } from "./govuk/govuk-frontend.min.js";

initAll();
