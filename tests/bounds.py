"""What no test may do: change something by a GET, or reach a database that it did not ask for."""

from flask import has_request_context, request

CHANGING = {"INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE", "ALTER", "CREATE", "DROP"}
# Written aside, in short transactions of their own: who looked at what, and when a sign-in was last used.
BESIDE = ("INSERT INTO trail_entries ", "UPDATE sign_ins ")


def refuse_to_change(connection, _cursor, statement, _parameters, context, _many):
    """Hears every statement of every engine, however it was made: through the session, Core or as text."""
    if not has_request_context() or request.method not in {"GET", "HEAD"} or not _changes(statement, context):
        return
    if connection.get_execution_options().get("dcpp_writes") and statement.startswith(BESIDE):
        return
    raise AssertionError(f"GET {request.path} changes something: {statement[:200]}")


def _changes(statement, context):
    is_dml = context is not None and (context.isinsert or context.isupdate or context.isdelete)
    return is_dml or statement.lstrip().partition(" ")[0].upper() in CHANGING


def refuse_without_database(app, *_connecting):
    """Hears every connection: what a test before left in the database is nobody's to find."""
    if not app.config["HAS_DATABASE"]:
        raise AssertionError("This test has no database: ask for the fixture app, or for one that stands on it")
