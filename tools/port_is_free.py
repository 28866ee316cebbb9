"""Say in one line when PORT is taken, before anything is set up; the rest of the settings are read later."""

import errno
import os
import socket
import sys

port, host = os.environ.get("PORT") or "8000", os.environ.get("HOST") or "127.0.0.1"
if port.isdecimal() and 0 < int(port) < 65536:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, int(port)))
            listener.listen()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                another = int(port) + 1 if int(port) < 65535 else 8000
                sys.exit(
                    f"Port {port} is taken by another program. Stop it, or choose another port: PORT={another} ./run"
                )
