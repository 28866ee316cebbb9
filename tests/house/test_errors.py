"""Nobody ever sees a traceback."""


def test_an_unknown_address_is_answered_in_plain_english(browse):
    page = browse.open("/no-such-page", status=404)

    assert page.heading == "Page not found"


def test_a_view_that_declares_nothing_is_refused(browse, app):
    app.view_functions["static_sinner"] = lambda: "in"
    rule = app.url_rule_class("/sinner", endpoint="static_sinner")
    app.url_map.add(rule)

    assert browse.open("/sinner", status=403).heading == "You cannot open this page"
