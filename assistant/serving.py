"""What has to hold before the page can be served."""

from __future__ import annotations

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
