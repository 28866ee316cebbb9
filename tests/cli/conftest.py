"""Running `dcpp` as a person would, in this process."""

import sys

import pytest

from dcpp import cli
from dcpp.kernel.db import db


@pytest.fixture
def dcpp(app, settings, monkeypatch, capsys):
    """dcpp("verify-trail", DCPP_DATA=…): on the test's database unless told otherwise; gives exit code and words."""
    monkeypatch.setenv("DCPP_DATA", str(settings.data))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.delenv("FILES_URL", raising=False)

    def run(*arguments, **environment):
        db.session.rollback()
        capsys.readouterr()
        with monkeypatch.context() as inner:
            for name, value in environment.items():
                inner.setenv(name, str(value))
            inner.setattr(sys, "argv", ["dcpp", *(str(argument) for argument in arguments)])
            with pytest.raises(SystemExit) as ended:
                cli.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out + said.err

    return run
