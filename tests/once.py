"""A plugin for the second run of the suite: what is about pages and browsers, and not about databases, ran already."""


def pytest_collection_modifyitems(config, items):
    again = [item for item in items if not item.get_closest_marker("browser")]
    config.hook.pytest_deselected(items=[item for item in items if item not in again])
    items[:] = again
