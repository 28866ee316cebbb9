"""Questions about people that every domain may ask."""

from dcpp.people.queries.people import (
    count_members,
    find_address,
    find_line_manager,
    find_person_by_email,
    get_person,
    get_service,
    get_team,
    list_ids_here,
    list_known_names,
    list_managers,
    list_names,
    list_people,
    list_people_with_role,
    list_services,
    list_teams,
    names_of,
    within_reach,
)
from dcpp.people.queries.viewers import find_viewer_of, list_report_ids

__all__ = [
    "count_members",
    "find_address",
    "find_line_manager",
    "find_person_by_email",
    "find_viewer_of",
    "get_person",
    "get_service",
    "get_team",
    "list_ids_here",
    "list_known_names",
    "list_managers",
    "list_names",
    "list_people",
    "list_people_with_role",
    "list_report_ids",
    "list_services",
    "list_teams",
    "names_of",
    "within_reach",
]
