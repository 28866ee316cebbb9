"""What can be permitted in looking after the platform."""

from dcpp.kernel.access import Capability

VIEW_TRAIL = Capability("operations.view_trail", "See the trail of who did what")
MANAGE_MAIL = Capability("operations.manage_mail", "See mail that did not arrive and send it again")
