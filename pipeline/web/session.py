"""Who may see the pages: one browser, that brought the token, while somebody is at it."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field


def _awake_or_asleep() -> float:
    """Seconds, never going back, that pass while the machine sleeps as well."""
    clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if clock is None else time.clock_gettime(clock)


@dataclass
class Session:
    """One reviewer at one browser.

    Args:
        idle: seconds without a request after which the pages lock.
        clock: seconds, never going back.
    """

    idle: float
    clock: Callable[[], float] = _awake_or_asleep
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """Traded once for the cookie."""
    cookie: str = field(default_factory=lambda: f"voices-{secrets.token_hex(4)}")
    """The cookie's name. Browsers send a cookie to every port of an address: two reviews at once
    must not take each other's for their own."""
    _secret: str = field(default="", repr=False)
    _last: float = 0.0
    _locked: bool = False

    def trade(self, token: str) -> str | None:
        """The value of the cookie for the token; None for a wrong one, or where it was traded."""
        if self._secret or not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        self._secret = secrets.token_urlsafe(32)
        self._last = self.clock()
        return self._secret

    def knows(self, cookie: str) -> bool:
        """Whether this is the browser that brought the token."""
        return bool(self._secret) and hmac.compare_digest(cookie.encode(), self._secret.encode())

    def locked(self) -> bool:
        """Whether nobody was there for too long. It stays so until `unlock`."""
        if self._secret and self.clock() - self._last > self.idle:
            self._locked = True
        return self._locked

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self.clock()

    def lock(self) -> None:
        """Lock at once."""
        self._locked = True

    def unlock(self) -> None:
        """Go on; the caller has made sure that it may."""
        self._locked = False
        self.touch()
