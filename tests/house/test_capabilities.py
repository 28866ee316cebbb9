"""Every capability is held by a role, opens a door and has a label; the whole matrix is a committed text."""

import importlib
import os
from dataclasses import replace

from dcpp import roles
from dcpp.kernel.access import About, Capability, Scope
from tests.house import guards

MATRIX = guards.ROOT / "tests/house/access_matrix.txt"
A = Capability("sinners.do_things", "Do things")


def declared():
    found = set()
    for path in guards.modules():
        if path.name == "access.py" and path.parent.name != "kernel":
            module = importlib.import_module(".".join(path.relative_to(guards.ROOT).with_suffix("").parts))
            found |= {value for value in vars(module).values() if isinstance(value, Capability)}
    return found


def held():
    return {capability for grants in roles.ROLES.values() for capability in grants}


def used(app):
    """Capabilities that a door asks for, or that code names after `access.`."""
    from_doors = set()
    with app.app_context():
        from dcpp.kernel.access import requirement_of

        for rule in app.url_map.iter_rules():
            requirement = requirement_of(rule.endpoint)
            from_doors |= set(requirement.capabilities if requirement else ())
    return from_doors


def test_every_capability_is_held_used_and_labelled(built_app):
    assert guards.idle_capabilities(declared(), held(), used(built_app)) == []


def test_the_guard_of_capabilities_catches_an_idle_one():
    assert len(guards.idle_capabilities({A}, set(), set())) == 2
    assert len(guards.idle_capabilities(set(), {A}, set())) == 1


def test_no_role_is_given_a_part_of_what_belongs_to_the_whole_council():
    assert guards.narrow_grants(roles.ROLES) == []


def test_the_guard_of_grants_catches_a_narrow_one():
    assert "opens nothing" in guards.narrow_grants({"x": {replace(A, about=About.COUNCIL): Scope.TEAM}})[0]


def matrix(app):
    """One line a door: address · methods · what it asks for [in which scope] · the roles that hold it (and how far)."""
    from dcpp.kernel.access import requirement_of

    lines = []
    with app.app_context():
        for rule in app.url_map.iter_rules():
            requirement = requirement_of(rule.endpoint)
            asked = [f"{c.value} [{c.about.value}]" for c in requirement.capabilities] or [requirement.kind]
            holders = sorted(
                f"{role.value} ({grants[c].name.lower()})"
                for role, grants in roles.ROLES.items()
                for c in requirement.capabilities
                if c in grants
            )
            methods = ",".join(sorted(rule.methods - {"HEAD", "OPTIONS"}))
            parts = [rule.rule, methods, " or ".join(asked), ", ".join(holders)]
            lines.append(" · ".join(part for part in parts if part))
    return "\n".join(sorted(lines)) + "\n"


def test_the_access_matrix_is_the_committed_one(built_app):
    """Set UPDATE_MATRIX=1 to write it anew; the diff then shows the reviewer which door was widened."""
    found = matrix(built_app)
    if os.environ.get("UPDATE_MATRIX"):
        MATRIX.write_text(found)

    assert found == MATRIX.read_text(), "Run UPDATE_MATRIX=1 ./test tests/house and look at the diff"
