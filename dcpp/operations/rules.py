"""What is decided about the platform's own work."""

from dcpp.kernel.refusal import Refusal


class CannotTryAgain(Refusal):
    pass
