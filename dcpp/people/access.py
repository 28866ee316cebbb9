"""What can be permitted about people."""

from dcpp.kernel.access import About, Capability

VIEW_PEOPLE = Capability("people.view_people", "See people’s records")
MANAGE_PEOPLE = Capability("people.manage_people", "Add and change people, teams and services", About.COUNCIL)
IMPORT_PEOPLE = Capability("people.import_people", "Import people from a file", About.COUNCIL)
GIVE_ROLES = Capability("people.give_roles", "Give people roles and take them away", About.COUNCIL)
HELP_WITH_SIGN_IN = Capability("people.help_with_sign_in", "End sign-ins and reset second factors of others")
