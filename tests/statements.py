"""How many statements a page sends to the database."""

from contextlib import contextmanager

from sqlalchemy import event

from dcpp.kernel.db import db


@contextmanager
def statements():
    """A list that grows with each statement that is sent inside."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
