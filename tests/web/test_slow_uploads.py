"""A body that comes slowly keeps nobody waiting: a request holds no lock and no connection while it is read."""

import re
import socket
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest

from dcpp.caseload import access
from dcpp.caseload.models import Import
from dcpp.kernel.db import db
from tests import live
from tests.makers.caseload import make_workbook
from tests.makers.people import make_service
from tests.statements import statements

BOUNDARY = "a-line-between-parts"


def part(name, content, file_name=None):
    kind = f'; filename="{file_name}"' if file_name else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{kind}\r\n\r\n'
    return head.encode() + content + b"\r\n"


@pytest.fixture
def upload(browse, now, sign_in):
    """A workbook that somebody signed in sends: the address it goes to, and every byte of the request."""
    sign_in(access.IMPORT_LISTS)
    with live.served(browse.app) as address:
        page = browse("caseload.send_lists")
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.html).group(1)
        answers = {"csrf_token": token, "dated_on-day": "22", "dated_on-month": "11", "dated_on-year": "2026"}
        body = b"".join(part(name, answer.encode()) for name, answer in answers.items())
        body += part("file", make_workbook({}).getvalue(), "lists.xlsx") + f"--{BOUNDARY}--\r\n".encode()
        head = (
            f"POST /caseload/imports/new HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\nConnection: close\r\n"
            f"Cookie: session={browse.client.get_cookie('session').value}\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
        )
        yield urlsplit(address).port, head.encode(), body


def test_others_write_while_a_signed_in_upload_dribbles(app, upload):
    port, head, body = upload
    with statements() as sent, socket.create_connection(("127.0.0.1", port), timeout=30) as sender:
        sender.sendall(head + body[:200])
        until(lambda: any("FROM sign_ins" in statement for statement in sent))
        sleep(0.3)
        assert db.engine.pool.checkedout() == 0
        began = monotonic()
        make_service("A service that is written meanwhile")
        assert monotonic() - began < 1
        for start in range(200, len(body), 4000):
            sender.sendall(body[start : start + 4000])
            sleep(0.01)
        answer = sender.makefile("rb").read()

    assert b" 302 " in answer.splitlines()[0]
    db.session.remove()
    assert db.session.query(Import).count() == 1


def until(happens):
    ends = monotonic() + 10
    while not happens():
        assert monotonic() < ends, "the request never reached the door"
        sleep(0.01)
