"""The contracts between storeys leave nobody out; `./check` holds them."""

import tomllib

from tests.house import guards

CONTRACTS = tomllib.loads((guards.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
UPSTAIRS = {"dcpp.home", "dcpp.inspection", "dcpp.operations", "dcpp.practice"}


def rooms(*names):
    """Every room of these names that there is, upstairs among them: dcpp.actions.models."""
    return {
        ".".join(path.relative_to(guards.ROOT).with_suffix("").parts)
        for package in guards.PACKAGES
        for name in names
        for pattern in (f"{name}.py", f"*/{name}.py", name, f"*/{name}")
        for path in (guards.ROOT / package).glob(pattern)
    }


def contract(words):
    [found] = [one for one in CONTRACTS if words in one["name"]]
    return found


def test_upstairs_is_kept_from_the_tables_and_services_of_every_domain():
    held = contract("Upstairs asks")

    domains = {room for room in rooms("models", "services") if not room.startswith((*UPSTAIRS, "dcpp.sample_council"))}
    assert domains - set(held["forbidden_modules"]) == set(), "add them to forbidden_modules in pyproject.toml"
    assert set(held["source_modules"]) == UPSTAIRS


def test_rules_and_events_of_every_domain_decide_alone():
    held = contract("Rules and events")

    domains = {room for room in rooms("rules", "events") if not room.startswith("dcpp.kernel")}
    assert domains - set(held["source_modules"]) == set(), "add them to source_modules"


def test_the_rooms_are_those_that_there_are():
    assert {"audits.rules", "dcpp.actions.models", "dcpp.people.services"} <= rooms("models", "services", "rules")
