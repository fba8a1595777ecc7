"""The server: loopback, one process, silent."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from pipeline.errors import InputError
from pipeline.web.app import make_app
from pipeline.web.desk import Desk

HOST = "127.0.0.1"


def serve(desk: Desk, port: int, ready: Callable[[str], None]) -> None:
    """Serve the pages until interrupted.

    Args:
        desk: whose pages.
        port: 0 for any that is free.
        ready: called with the link, once the pages answer.

    Raises:
        InputError: the port is taken.
    """
    with _listen(port) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}/?token={desk.session.token}"
        config = uvicorn.Config(
            make_app(desk, lambda: ready(address)),
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=2,
        )
        uvicorn.Server(config).run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError:
        listening.close()
        raise InputError(
            f"port {port} is taken", next_step="voices review --port 0 (any that is free)"
        ) from None
    listening.listen(64)
    return listening
