"""The server: loopback, one process, silent."""

from __future__ import annotations

import random
import socket
from collections.abc import Callable

import uvicorn

from pipeline.errors import InputError
from pipeline.web.app import make_app
from pipeline.web.desk import Desk

HOST = "127.0.0.1"
"""Where the port is named."""


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
        host, number = listening.getsockname()
        address = f"http://{host}:{number}/?token={desk.session.token}"
        config = uvicorn.Config(
            make_app(desk, lambda: ready(address)),
            log_config=None,
            log_level="critical",  # a fault's traceback may hold words of a transcript
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=2,
        )
        uvicorn.Server(config).run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    for host in (HOST,) if port else (_own_address(), HOST):
        # Named as TCP, or asyncio leaves Nagle's algorithm on: every answer then takes 40 ms more.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError:  # macOS has 127.0.0.1 alone
            listening.close()
            continue
        listening.listen(64)
        return listening
    raise InputError(f"port {port} is taken", next_step="voices review --port 0 (any that is free)")


def _own_address() -> str:
    """An address on loopback that no other server on this machine is likely to have: browsers send
    cookies to every port of an address, so also to what another user listens with."""
    return f"127.{random.randint(1, 254)}.{random.randint(0, 254)}.{random.randint(1, 254)}"
