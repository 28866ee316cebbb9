"""An import of lists and all that it brought: sheets, findings, rows and cases, for ever as at its day."""

import enum
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dcpp.caseload.rules.corrections import About
from dcpp.caseload.rules.findings import Code, Severity
from dcpp.frameworks.annex_a import child_list, words_of
from dcpp.frameworks.status import CaseStatus
from dcpp.kernel.db import Base, Record

Serial = BigInteger().with_variant(Integer(), "sqlite")


class ImportState(enum.Enum):
    """How far an import has come. Only lists that were kept count; an earlier state waits for somebody’s word."""

    WAITING = "waiting"
    MATCHED = "matched"
    TRIED = "tried"
    KEPT = "kept"
    REFUSED = "refused"
    UNDONE = "undone"

    @property
    def label(self) -> str:
        return STATE_LABELS[self]

    @property
    def is_open(self) -> bool:
        """Its file is still there, to be read again."""
        return self in {ImportState.WAITING, ImportState.MATCHED, ImportState.TRIED}


STATE_LABELS = {
    ImportState.WAITING: "Being read",
    ImportState.MATCHED: "Check the match",
    ImportState.TRIED: "Check the findings",
    ImportState.KEPT: "Kept",
    ImportState.REFUSED: "Not taken",
    ImportState.UNDONE: "Undone",
}


class Import(Record):
    """One file of lists as at a day. `upload_key` leads to it until it is kept or refused, and is then deleted."""

    __tablename__ = "caseload_imports"
    __table_args__ = (Index("ix_caseload_imports_state_dated_on", "state", "dated_on"),)

    reference: Mapped[str] = mapped_column(unique=True)
    state: Mapped[ImportState] = mapped_column(default=ImportState.WAITING)
    dated_on: Mapped[date]
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    upload_key: Mapped[str | None]
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    finished_at: Mapped[datetime | None]
    refusal: Mapped[str] = mapped_column(default="")
    rows_read: Mapped[int] = mapped_column(default=0)
    rows_kept: Mapped[int] = mapped_column(default=0)
    rows_refused: Mapped[int] = mapped_column(default=0)
    cases: Mapped[int] = mapped_column(default=0)
    errors: Mapped[int] = mapped_column(default=0)
    queries: Mapped[int] = mapped_column(default=0)

    sheets: Mapped[list["ImportedSheet"]] = relationship(order_by="ImportedSheet.list_number, ImportedSheet.id")

    @property
    def is_waiting(self) -> bool:
        return self.state is ImportState.WAITING

    @property
    def is_open(self) -> bool:
        return self.state.is_open

    @property
    def is_kept(self) -> bool:
        return self.state is ImportState.KEPT

    @property
    def is_tried(self) -> bool:
        """What was found in it can be looked at."""
        return self.state in {ImportState.TRIED, ImportState.KEPT}


class ImportMatch(Base):
    """What the sheets, headers and words of a file were taken for, as `rules.matching.to_json` has it."""

    __tablename__ = "caseload_matches"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("caseload_imports.id", ondelete="CASCADE"), primary_key=True)
    report: Mapped[dict[str, Any]]


class ListCorrection(Record):
    """What somebody said of a sheet, a header, a word or a name, for this file and the next, until it is taken back."""

    __tablename__ = "caseload_corrections"
    __table_args__ = (
        Index(
            "uq_caseload_corrections_held",
            "about",
            "scope",
            "said",
            unique=True,
            sqlite_where=text("taken_back_at IS NULL"),
            postgresql_where=text("taken_back_at IS NULL"),
        ),
    )

    about: Mapped[About]
    scope: Mapped[str]
    said: Mapped[str]
    means: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(index=True)
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))

    @property
    def holds(self) -> bool:
        return self.taken_back_at is None


class ImportedSheet(Base):
    """What became of one sheet: rows read = rows kept + rows refused."""

    __tablename__ = "caseload_sheets"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    import_id: Mapped[UUID] = mapped_column(ForeignKey("caseload_imports.id", ondelete="CASCADE"), index=True)
    list_number: Mapped[int]
    sheet: Mapped[str]
    rows_read: Mapped[int]
    rows_kept: Mapped[int]
    rows_refused: Mapped[int]

    @property
    def title(self) -> str:
        return child_list(self.list_number).title


class ImportFinding(Base):
    """One thing found in the file: where, by which rule, and in words. It never repeats what a cell said."""

    __tablename__ = "caseload_findings"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    import_id: Mapped[UUID] = mapped_column(ForeignKey("caseload_imports.id", ondelete="CASCADE"), index=True)
    list_number: Mapped[int]
    sheet: Mapped[str]
    row_number: Mapped[int | None]
    column_name: Mapped[str]
    code: Mapped[Code]
    severity: Mapped[Severity]
    text: Mapped[str]


class ImportedRow(Base):
    """One row of a list, as kept. `dates` maps a field such as plan_started_on to a day in ISO form."""

    __tablename__ = "caseload_rows"
    __table_args__ = (Index("ix_caseload_rows_import_id_case_reference", "import_id", "case_reference"),)

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    import_id: Mapped[UUID] = mapped_column(ForeignKey("caseload_imports.id", ondelete="CASCADE"))
    list_number: Mapped[int]
    sheet: Mapped[str]
    row_number: Mapped[int]
    case_reference: Mapped[str]
    age: Mapped[int | None]
    gender: Mapped[str]
    ethnicity: Mapped[str]
    disability: Mapped[str]
    status: Mapped[str]
    team: Mapped[str]
    worker: Mapped[str]
    adviser: Mapped[str]
    dates: Mapped[dict[str, Any]]

    @property
    def title(self) -> str:
        return child_list(self.list_number).title

    @property
    def days(self) -> list[tuple[str, date]]:
        """Each day that was kept, under the header of its column."""
        columns = child_list(self.list_number).columns
        return [(c.name, date.fromisoformat(self.dates[c.keep])) for c in columns if c.keep in self.dates]


class Case(Record):
    """What the lists together say of one child on their day.

    `service`, `team` and `worker` are words: those of the lists, or of the platform's own team where the team was
    found. The ids are set where a team or person of exactly that name is known.
    """

    __tablename__ = "caseload_cases"
    __table_args__ = (
        UniqueConstraint("import_id", "case_reference"),
        Index("ix_caseload_cases_import_id_status", "import_id", "status"),
        Index("ix_caseload_cases_import_id_service_status", "import_id", "service", "status"),
    )

    import_id: Mapped[UUID] = mapped_column(ForeignKey("caseload_imports.id", ondelete="CASCADE"))
    case_reference: Mapped[str]
    status: Mapped[CaseStatus]
    service: Mapped[str]
    team: Mapped[str]
    worker: Mapped[str]
    service_id: Mapped[UUID | None] = mapped_column(ForeignKey("services.id", ondelete="SET NULL"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id", ondelete="SET NULL"), index=True)
    worker_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    age: Mapped[int | None]
    gender: Mapped[str]
    ethnicity: Mapped[str]
    disability: Mapped[str]
    on_lists: Mapped[str]
    since: Mapped[date | None]
    need_since: Mapped[date | None]
    placement_since: Mapped[date | None]
    referred_on: Mapped[date | None]
    last_seen_on: Mapped[date | None]
    last_visited_on: Mapped[date | None]
    last_reviewed_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    previous_plans: Mapped[int | None]

    @property
    def ethnicity_words(self) -> str:
        return words_of("ethnicity", self.ethnicity)

    @property
    def age_words(self) -> str:
        """The age as people say it."""
        if self.age is None:
            return ""
        return "Unborn" if self.age < 0 else str(self.age)
