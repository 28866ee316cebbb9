"""Every event is announced by somebody, and either has a reaction or is listed as kept for the trail alone."""

import importlib

from dcpp import wiring
from dcpp.kernel.events import Event
from tests.house import guards


def declared():
    for path in guards.modules():
        if path.name == "events.py" or path.parent.name == "events":
            importlib.import_module(
                ".".join(path.relative_to(guards.ROOT).with_suffix("").parts).removesuffix(".__init__")
            )
    return {cls for cls in _below(Event) if cls.__module__.split(".")[0] in guards.PACKAGES}


def _below(cls):
    return {child for sub in cls.__subclasses__() for child in {sub, *_below(sub)}}


def test_every_event_is_announced_and_wired():
    names = {cls.__name__ for cls in declared()}
    announced = guards.announced_names(path.read_text() for path in guards.modules())
    wired = {cls.__name__ for cls in wiring.REACTIONS}
    trail_only = {cls.__name__ for cls in wiring.TRAIL_ONLY}

    assert guards.idle_events(names, announced, wired, trail_only) == []


def test_the_guard_of_events_catches_an_idle_one():
    assert len(guards.idle_events({"SinCommitted"}, set(), set(), set())) == 2


def test_to_make_an_event_is_not_to_announce_it():
    source = "made = events.SinCommitted(by=1)\nevents.announce(events.SinForgiven(by=seen(1)))\nannounce(Confessed())"

    assert guards.announced_names([source]) >= {"SinForgiven", "Confessed"}
    assert "SinCommitted" not in guards.announced_names([source])


def test_events_carry_ids_and_codes_but_no_rows_and_no_names():
    wordy = {"note", "text", "name", "email", "comment", "sentence"}
    sins = [
        f"{cls.__name__}.{field}: events carry ids, codes, days and numbers"
        for cls in declared()
        for field in cls.__dataclass_fields__
        if field in wordy
    ]

    assert sins == []
