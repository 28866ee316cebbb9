"""What can be permitted in looking after the platform."""

from dcpp.kernel.access import About, Capability

VIEW_TRAIL = Capability("operations.view_trail", "See the trail of who did what", About.COUNCIL)
MANAGE_MAIL = Capability("operations.manage_mail", "See mail that did not arrive and send it again", About.COUNCIL)
VIEW_JOBS = Capability("operations.view_jobs", "See which jobs ran, and which heavy work failed", About.COUNCIL)
RUN_JOBS = Capability("operations.run_jobs", "Run a job now, or let failed work be tried again", About.COUNCIL)
