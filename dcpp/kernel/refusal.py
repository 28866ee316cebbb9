"""A refusal is a rule that said no; its message is the sentence that people see."""


class Refusal(Exception):
    """Raised by rules and services. The front door shows the sentence with status 409.

    Subclasses are named `Cannot` and the verb: CannotRecordFinding("Audit AUD-2026-0012 is closed").
    """
