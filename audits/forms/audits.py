"""What we ask about who does an audit, and when it need not be done."""

from dcpp.web.fields import long_text, text
from dcpp.web.forms import Form


class ReallocateForm(Form):
    auditor = text(
        "Who will do the audit?",
        hint="Their name or work e-mail address",
        called="Name",
        missing="Enter the name or work e-mail address of the auditor",
    )
    reason = long_text("Why is it given to them?", rows=3, longest=1000, missing="Enter why it is given to them")
    judgement = long_text(
        "How do you know that they are not near this case?",
        hint="The lists do not tell who held it, so the platform cannot check this for you. What you enter is kept",
        rows=3,
        longest=1000,
    )


class WithdrawForm(Form):
    reason = long_text(
        "Why is the audit withdrawn?",
        hint="What was written stays on record, with your reason",
        rows=3,
        longest=1000,
        missing="Enter why the audit is withdrawn",
    )
