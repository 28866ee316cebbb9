"""What a rule of booking asks of people, in plain words."""

from training.rules.booking_rule import BookingRule


def asks_of(rule: BookingRule) -> list[str]:
    """Sentences in the order in which people meet them."""
    said = ["Your line manager has to agree." if rule.needs_approval else "Nobody has to agree: a free place is yours."]
    said.append(f"Booking closes {days_before(rule.closes_days)}.")
    late = (
        f" After that, {pounds(rule.late_charge_pence)} is charged to your service." if rule.late_charge_pence else ""
    )
    said.append(f"You can cancel without a charge until {days_before(rule.cut_off_days)}.{late}")
    if rule.absence_charge_pence:
        said.append(f"If you do not come, {pounds(rule.absence_charge_pence)} is charged to your service.")
    if rule.allows_substitute:
        said.append("A colleague may come instead of you, free of charge.")
    if rule.freeze_days:
        said.append(f"Whoever waits for a place can be given one until {days_before(rule.freeze_days)}.")
    return said


def days_before(days: int) -> str:
    if days == 0:
        return "when it starts"
    return f"{days} working {'day' if days == 1 else 'days'} before the first date"


def pounds(pence: int) -> str:
    """As in £35 or £12.50."""
    return f"£{pence // 100:,}" + (f".{pence % 100:02}" if pence % 100 else "")


def hours(minutes: int) -> str:
    """As in 1 hour, 6.5 hours, 45 minutes."""
    if 0 < minutes < 60:
        return f"{minutes} minutes"
    count = round(minutes / 60, 2)
    return f"{count:g} {'hour' if count == 1 else 'hours'}"
