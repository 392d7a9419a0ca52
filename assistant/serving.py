"""What has to hold before the page can be served, and before a server beside it is reached."""

from __future__ import annotations

import os
import socket

from assistant.errors import ServeError


def check_free(host: str, port: int) -> None:
    """Returns if the address can be listened on.

    Raises:
        ServeError: the port is in use or the host is not this machine's.
    """
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        raise ServeError(
            f"http://{host}:{port} can't be served ({error.strerror}); end what uses the port or "
            "choose another with DUAAL_PORT or --port."
        ) from error


def reach_directly(host: str) -> None:
    """Keeps a school's proxy out of what goes to this host or to this machine itself."""
    for name in ("NO_PROXY", "no_proxy"):
        known = [h for h in os.environ.get(name, "").split(",") if h]
        os.environ[name] = ",".join(dict.fromkeys([*known, host, "127.0.0.1", "localhost"]))
