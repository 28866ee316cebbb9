"""No address is lost without a redirect: links in mails and minutes outlive our taste."""

import os

from tests.house import guards

KEPT = guards.ROOT / "tests/house/addresses.txt"


def test_no_address_is_lost(built_app):
    """Set UPDATE_ADDRESSES=1 to add new ones; take one away only together with a redirect."""
    present = {rule.rule for rule in built_app.url_map.iter_rules()}
    kept = set(KEPT.read_text().splitlines())
    if os.environ.get("UPDATE_ADDRESSES"):
        KEPT.write_text("\n".join(sorted(kept | present)) + "\n")
        kept |= present

    assert kept - present == set(), "these addresses are gone: add a redirect"
    assert present - kept == set(), "new addresses: run UPDATE_ADDRESSES=1 ./test tests/house"
