"""The connection: to whom, for how long, and how much is taken in."""

from __future__ import annotations

import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Sequence
from typing import Any

from pipeline.anonymised.coders.endpoint.failures import (
    NOT_ENCRYPTED,
    TOO_LONG,
    UNTRUSTED,
    UnansweredError,
    UnreachableError,
    wrong_settings,
)
from pipeline.values.local_model import LocalModel

MOST_BYTES = 1_000_000
"""Of a whole response, head and framing included."""

_Address = tuple[socket.AddressFamily, Any]
"""The family, and what ``connect`` takes in it."""


class Line:
    """An open connection that ends at a time and after so many bytes, whatever the other side
    sends.

    Has what ``http.client`` asks of a socket.
    """

    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._socket = connected
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        """Send it; raises ``TimeoutError`` at the deadline."""
        self._socket.settimeout(_left(self._deadline))
        self._socket.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """A file of what comes in."""
        return io.BufferedReader(_Incoming(self._socket, self._deadline))

    def close(self) -> None:
        """Nothing: ``http.client`` closes its socket before the body is read."""

    def hang_up(self) -> None:
        """End the connection."""
        self._socket.close()


class _Incoming(io.RawIOBase):
    def __init__(self, connected: socket.socket, deadline: float) -> None:
        self._socket = connected
        self._deadline = deadline
        self._taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._socket.settimeout(_left(self._deadline))
        count = self._socket.recv_into(buffer)
        self._taken += count
        if self._taken > MOST_BYTES:
            raise UnansweredError(TOO_LONG)
        return count


def open_line(model: LocalModel) -> Line:
    """A connection to the model's server, encrypted where its address says so.

    No proxy is used. The addresses that were looked at are those that are connected to: no second
    look-up comes in between.

    Raises:
        SettingsError: the host is not this machine, and not allowed.
        UnreachableError: nothing answers there.
        UnansweredError: no encrypted connection came about, or its certificate is not trusted.
    """
    deadline = time.monotonic() + model.timeout
    addresses = _addresses(model.host, model.port)
    if not model.allow_host and not all(_is_loopback(where) for _, where in addresses):
        raise wrong_settings("the local model's host is not this machine")
    connected = _connected(addresses, deadline)
    return Line(_encrypted(connected, model.host) if model.is_encrypted else connected, deadline)


def _addresses(host: str, port: int) -> list[_Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise UnreachableError
    return [(family, where) for family, _, _, _, where in found]


def _is_loopback(where: Sequence[Any]) -> bool:
    return ipaddress.ip_address(where[0]).is_loopback


def _connected(addresses: Sequence[_Address], deadline: float) -> socket.socket:
    for family, where in addresses:
        one = socket.socket(family, socket.SOCK_STREAM)
        try:
            one.settimeout(_left(deadline))
            one.connect(where)
        except OSError:
            one.close()
        else:
            return one
    raise UnreachableError


def _encrypted(connected: socket.socket, host: str) -> socket.socket:
    try:
        return ssl.create_default_context().wrap_socket(connected, server_hostname=host)
    except ssl.SSLCertVerificationError:
        why = UNTRUSTED
    except OSError:
        why = NOT_ENCRYPTED
    connected.close()
    raise UnansweredError(why)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
