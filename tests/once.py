"""A plugin for the second run of the suite, on the other database: what cannot depend on it ran already.

That is what looks at pages in a browser, and what asks for no database: such a test cannot reach one (tests/bounds.py).
"""


def pytest_collection_modifyitems(config, items):
    again = [item for item in items if depends_on_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in again])
    items[:] = again


def depends_on_the_database(item):
    """Whether the test stands on the council's settings, through whatever fixtures: they say which database it is."""
    return not item.get_closest_marker("browser") and "settings" in item.fixturenames
