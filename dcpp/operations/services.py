"""Deeds of those who look after the platform."""

from uuid import UUID

from dcpp.kernel import clock, jobs, outbox, work, workers
from dcpp.kernel.events import announce
from dcpp.kernel.jobs import Job
from dcpp.operations import rules
from dcpp.operations.events import JobAskedFor, MailSentAgain, WorkTriedAgain


def send_mail_again(mail_id: UUID) -> None:
    """Put a mail that was given up back among those to send. Nothing happens to a mail in another state."""
    if outbox.try_again(mail_id):
        announce(MailSentAgain(happened_at=clock.now(), mail_id=mail_id))


def ask_for_job(job: Job, by: UUID) -> None:
    """Have a scheduler run the job within seconds. Asked for twice before it began, it runs once."""
    run = jobs.request_run(job, asked_by_id=by)
    announce(JobAskedFor(happened_at=clock.now(), job_run_id=run.id, job=job.name))


def try_work_again(work_id: UUID) -> None:
    """Put failed work back into the queue, from the start."""
    found = work.get_work(work_id)
    if not found.has_failed or not workers.requeue(work_id):
        raise rules.CannotTryAgain("This work is under way or done already. Open the page again to see how it stands.")
    announce(WorkTriedAgain(happened_at=clock.now(), work_id=work_id, kind=found.kind))
