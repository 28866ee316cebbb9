"""What can be permitted on themes."""

from dcpp.kernel.access import About, Capability

VIEW_THEMES = Capability("themes.view_themes", "See the list of practice themes", About.WORDS)
MANAGE_THEMES = Capability("themes.manage_themes", "Add, rename and retire practice themes", About.COUNCIL)
