"""What can be permitted on themes."""

from dcpp.kernel.access import Capability

VIEW_THEMES = Capability("themes.view_themes", "See the list of practice themes")
MANAGE_THEMES = Capability("themes.manage_themes", "Add, rename and retire practice themes")
