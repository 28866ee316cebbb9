"""How far somebody reaches into a table of records: written once, whatever the records are."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, false, or_, true

from dcpp.kernel.access import Scope, Viewer


@dataclass(frozen=True)
class Reach:
    """Which columns of a table tell whose a record is.

    own: ids of persons whose own record it is; report: the one whose managers reach it; team, service: their ids.
    """

    own: tuple[SQLColumnExpression[Any], ...]
    report: SQLColumnExpression[Any]
    team: SQLColumnExpression[Any]
    service: SQLColumnExpression[Any]

    def within(self, viewer: Viewer, scope: Scope | None) -> ColumnElement[bool]:
        """The condition on a record that a viewer reaches in a scope: nothing without one, everything council-wide."""
        if scope is None:
            return false()
        if scope is Scope.COUNCIL:
            return true()
        reached: list[ColumnElement[bool]] = [column == viewer.person_id for column in self.own]
        if scope >= Scope.TEAM:
            reached += [self.team.in_(viewer.team_ids), self.report.in_(viewer.report_ids)]
        if scope >= Scope.SERVICE:
            reached.append(self.service.in_(viewer.service_ids))
        return or_(*reached)

    def covers(self, record: object, viewer: Viewer, scope: Scope | None) -> bool:
        """The same of one record that is at hand, for links that should not be shown to others."""
        if scope is None or scope is Scope.COUNCIL:
            return scope is not None

        def of(column: Any) -> Any:
            return getattr(record, column.key)

        return (
            viewer.person_id in {of(column) for column in self.own}
            or (scope >= Scope.TEAM and (of(self.team) in viewer.team_ids or of(self.report) in viewer.report_ids))
            or (scope >= Scope.SERVICE and of(self.service) in viewer.service_ids)
        )
