"""A command that is killed while it keeps lists leaves nothing behind, and can be given again."""

import os
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from dcpp.caseload.models import Case, Import, ImportedRow, ImportFinding
from dcpp.kernel.db import db
from tests.caseload.workbooks import AS_AT, IN_NEED, write

pytestmark = pytest.mark.slow


def counts():
    db.session.rollback()
    return [
        db.session.scalar(select(func.count()).select_from(table))
        for table in (Import, ImportedRow, Case, ImportFinding)
    ]


def test_an_import_killed_while_it_writes_leaves_nothing_and_runs_again(app, settings, now, tmp_path):
    path = write(tmp_path / "lists.xlsx", {6: [IN_NEED | {"Child Unique ID": 1000 + n} for n in range(3_000)]})
    command = [sys.executable, "-m", "dcpp", "import-annex-a", str(path), "--as-at", str(AS_AT), "--yes"]
    environment = os.environ | {"DCPP_DATA": str(settings.data), "DATABASE_URL": settings.database_url}

    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as killed:
        assert any(line.startswith("Found:") for line in killed.stdout)  # all is read, and is written down from here
        killed.kill()
    assert counts() == [0, 0, 0, 0]

    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "3,000 cases" in done.stdout
    assert counts()[:3] == [1, 3_000, 3_000]
