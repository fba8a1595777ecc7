"""A tiny server on loopback that answers as it is told, byte for byte."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

Request = dict[str, Any]
Response = bytes | Iterable[bytes]
Respond = Callable[[Request], Response]


class ModelServer:
    """Takes requests one by one, keeps them, and sends what `respond` makes of each."""

    def __init__(self, respond: Respond, encrypted: ssl.SSLContext | None = None) -> None:
        self.requests: list[Request] = []
        self.heads: list[str] = []
        self._respond = respond
        self._encrypted = encrypted
        self._ended = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        scheme = "https" if self._encrypted else "http"
        return f"{scheme}://127.0.0.1:{self.port}/v1"

    def end(self) -> None:
        self._ended.set()
        with suppress(OSError):  # wakes the thread up
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        self._listening.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while not self._ended.is_set():
            try:
                taken, _ = self._listening.accept()
            except OSError:
                return
            with taken, suppress(OSError):
                taken.settimeout(5)
                if self._encrypted:
                    with self._encrypted.wrap_socket(taken, server_side=True) as inner:
                        self._talk(inner)
                else:
                    self._talk(taken)

    def _talk(self, taken: socket.socket) -> None:
        incoming = taken.makefile("rb")
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = incoming.readline()
            if not line:
                return
            head += line
        length = next(
            int(line.split(b":")[1])
            for line in head.splitlines()
            if line.lower().startswith(b"content-length")
        )
        request = json.loads(incoming.read(length))
        self.heads.append(head.decode())
        self.requests.append(request)
        response = self._respond(request)
        for part in [response] if isinstance(response, bytes) else response:
            if self._ended.is_set():
                return
            taken.sendall(part)


@contextmanager
def serving(
    respond: Respond | Response, encrypted: ssl.SSLContext | None = None
) -> Iterator[ModelServer]:
    """A server that answers every request in one way, or as a function of it says."""
    server = ModelServer(respond if callable(respond) else lambda _: respond, encrypted)
    try:
        yield server
    finally:
        server.end()


def response(body: bytes, status: str = "200 OK", **heads: str) -> bytes:
    """A whole response; `heads` go before the usual ones ('_' stands for '-')."""
    usual = {"Content_Type": "application/json", "Content_Length": str(len(body))} | heads
    lines = [f"HTTP/1.1 {status}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in usual.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def saying(content: Any, finish_reason: str = "stop") -> bytes:
    """A completion of these words, or of this value as JSON."""
    said = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": said}
    choice = {"index": 0, "message": message, "finish_reason": finish_reason}
    return response(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def stating(code: str, quote: str, polarity: str = "present", **more: Any) -> dict[str, Any]:
    """One coding as a model states it."""
    return {"code": code, "quote": quote, "polarity": polarity} | more
