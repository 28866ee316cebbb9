"""The application behind a real port, for what only a browser shows: lost connections and sign-ins, two windows."""

from contextlib import contextmanager
from threading import Thread

from werkzeug.serving import make_server

from dcpp.kernel.db import db


@contextmanager
def served(app):
    """The address of the application while it is served on this machine; requests must carry their CSRF token."""
    db.session.rollback()
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        app.config["WTF_CSRF_ENABLED"] = False


def signed_in(context, browse, address):
    """Let a browser's windows carry the sign-in of a test's client."""
    cookie = browse.client.get_cookie("session")
    context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
