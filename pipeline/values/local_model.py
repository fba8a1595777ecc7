"""Which language model a study lets propose codings, and where it answers."""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated, Any, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import BeforeValidator, Field, model_validator

from pipeline.values.base import Value

_ELSEWHERE = re.compile(r"[:-]cloud$", re.IGNORECASE)
"""How names end of models that a server on this machine hands on to its maker's machines."""


def _host_named(value: Any) -> Any:
    """'false' is the same as naming nobody; 'true' would name everybody."""
    if value is True:
        raise ValueError("name the host instead of 'true', and say why in 'allow_because'")
    return "" if value is False else value


class LocalModel(Value):
    """A model behind an OpenAI-compatible endpoint, on this machine unless a host is allowed."""

    url: Annotated[str, Field(max_length=300)]
    """Up to and with the version ('http://127.0.0.1:11434/v1')."""
    model: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,119}$")]
    """As the server calls it."""
    timeout: Annotated[float, Field(gt=0, le=3600)] = 120
    """Seconds that one answer may take."""
    allow_host: Annotated[str, BeforeValidator(_host_named)] = ""
    """The host of `url` where it is another machine: exactly as it stands there."""
    allow_because: Annotated[str, Field(max_length=300)] = ""
    """Whose machine that is, and why it may be sent anonymised talk; goes to the journal."""

    @property
    def host(self) -> str:
        """Name or address of the machine, in small letters."""
        return _parts(self.url).hostname or ""

    @property
    def port(self) -> int:
        """The port that `url` names, or the usual one."""
        return _parts(self.url).port or (443 if self.is_encrypted else 80)

    @property
    def path(self) -> str:
        """Path of the chat endpoint on the host."""
        return _parts(self.url).path.rstrip("/") + "/chat/completions"

    @property
    def is_encrypted(self) -> bool:
        """Whether what is sent is encrypted on its way."""
        return _parts(self.url).scheme == "https"

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_url(self.url)
        if _ELSEWHERE.search(self.model):
            raise ValueError("a model that ends in 'cloud' does not run on this machine")
        if bool(self.allow_host) != bool(self.allow_because.strip()):
            raise ValueError("'allow_host' and its reason 'allow_because' go together")
        if self.allow_host and self.allow_host.lower() != self.host:
            raise ValueError("'allow_host' is not the host of 'url'")
        if not self.allow_host and not _is_this_machine(self.host):
            raise ValueError(
                "the host of 'url' is not this machine (127.0.0.1, ::1 or localhost): 'allow_host' "
                "would have to name it"
            )
        return self


def _parts(url: str) -> SplitResult:
    return urlsplit(url)


def _check_url(url: str) -> None:
    try:
        parts = _parts(url)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.scheme not in {"http", "https"} or not re.fullmatch(r"[!-~]+", url):
        raise ValueError("'url' is no address such as http://127.0.0.1:11434/v1")
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError("'url' holds a user, '?' or '#'")


def _is_this_machine(host: str) -> bool:
    """By what is written alone; that 'localhost' is this machine is looked up on connecting."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
