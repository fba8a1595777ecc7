"""One question to a chat endpoint, and the text of its answer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.anonymised.coders.endpoint.failures import (
    BROKEN,
    CUT_SHORT,
    ENCODED,
    NO_COMPLETION,
    NOT_JSON,
    TIMED_OUT,
    UnansweredError,
    wrong_settings,
)
from pipeline.anonymised.coders.endpoint.line import open_line
from pipeline.values.base import Words
from pipeline.values.local_model import LocalModel

SAMPLING: Mapping[str, Any] = {"temperature": 0, "seed": 1, "max_tokens": 1024, "stream": False}
"""Sent with every question: the likeliest answer, the same each time as far as the server can."""
_NO_SUCH_FORM = frozenset({400, 422, 501})
"""What servers say that do not know ``response_format``."""
_SETTINGS = {
    401: "the local model's server asks for a key, and none is ever sent",
    403: "the local model's server refuses the request",
    404: "the local model's server knows no such address or model",
}

Message = Mapping[str, str]


class _Part(BaseModel):
    """What is read of an answer; servers may say more."""

    model_config = ConfigDict(frozen=True, strict=True, hide_input_in_errors=True)


class _Said(_Part):
    content: Words


class _Choice(_Part):
    message: _Said
    finish_reason: str | None = None


class _Completion(_Part):
    choices: Annotated[tuple[_Choice, ...], Field(min_length=1)]


class Client:
    """Asks one model. No redirect is followed, nothing is unpacked, no key is sent."""

    def __init__(self, model: LocalModel) -> None:
        self._model = model
        self._takes_form = True

    def ask(self, messages: Sequence[Message], form: Mapping[str, Any]) -> str:
        """What the model says to `messages`.

        Args:
            messages: of the chat, in order.
            form: JSON schema of the answer; left out from the first time that the server takes the
                question only without it.

        Raises:
            UnreachableError: nothing answers at the address.
            UnansweredError: no usable answer.
            SettingsError: the server redirects, wants a key, or does not know the model.
        """
        question = {"model": self._model.model, "messages": list(messages), **SAMPLING}
        if self._takes_form:
            schema = {"name": "codings", "strict": True, "schema": form}
            shaped = {"type": "json_schema", "json_schema": schema}
            status, body = self._exchange(question | {"response_format": shaped})
            if status not in _NO_SUCH_FORM:
                return _content(status, body)
        status, body = self._exchange(question)
        said = _content(status, body)
        self._takes_form = False
        return said

    def _exchange(self, question: Mapping[str, Any]) -> tuple[int, bytes]:
        """Status and body of the response; the body is read where the status is 200 alone.

        What ``http.client`` raises may quote the server, so nothing is raised while it is handled.
        """
        broken = BROKEN
        try:
            return self._sent(json.dumps(question).encode())
        except TimeoutError:
            broken = TIMED_OUT
        except (OSError, HTTPException, ValueError):
            pass
        raise UnansweredError(broken)

    def _sent(self, body: bytes) -> tuple[int, bytes]:
        line = open_line(self._model)
        try:
            connection = HTTPConnection(self._model.host, self._model.port)
            connection.sock = cast(Any, line)
            heads = {"Content-Type": "application/json", "Connection": "close"}
            connection.request("POST", self._model.path, body, heads)
            with connection.getresponse() as response:
                if response.status != 200:
                    return response.status, b""
                _refuse_other_than_json(response)
                return response.status, response.read()
        finally:
            line.hang_up()


def _refuse_other_than_json(response: HTTPResponse) -> None:
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise UnansweredError(ENCODED)
    if response.headers.get_content_type() != "application/json":
        raise UnansweredError(NOT_JSON)


def _content(status: int, body: bytes) -> str:
    if 300 <= status < 400:
        raise wrong_settings("the local model's server sends elsewhere, and is not followed")
    if status in _SETTINGS:
        raise wrong_settings(_SETTINGS[status])
    if status != 200:
        raise UnansweredError(f"the server answered with status {status}")
    choice = _first_choice(body)
    if choice is None:
        raise UnansweredError(NO_COMPLETION)
    if choice.finish_reason == "length":
        raise UnansweredError(CUT_SHORT)
    return choice.message.content


def _first_choice(body: bytes) -> _Choice | None:
    try:
        return _Completion.model_validate_json(body).choices[0]
    except ValidationError:
        return None
