"""Locking the pages, and going on."""

from __future__ import annotations

import hmac
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pipeline.errors import VaultError
from pipeline.identified.vault import Passphrase, open_vault
from pipeline.web.actions import action
from pipeline.web.answers import done, page
from pipeline.web.desk import desk_of
from pipeline.web.fields import Fields


def _locked(request: Request) -> Response:
    return page(request, "locked.html", 423)


def _lock(request: Request, fields: Fields) -> Response:
    desk_of(request).session.lock()
    return RedirectResponse("/", 303)


def _unlock(request: Request, fields: Fields) -> Response:
    """With the passphrase that the vault was opened with; without one, only a new link will do."""
    desk = desk_of(request)
    if not isinstance(desk.key, Passphrase):
        return page(request, "locked.html", 423)
    if not _opens(desk.study().vault_path, desk.key, fields.get("passphrase", "")):
        return page(request, "locked.html", 423, wrong=True)
    desk.session.unlock()
    return RedirectResponse("/", 303)


def _opens(vault: Path, key: Passphrase, words: str) -> bool:
    if not vault.exists():  # opening would make one
        return hmac.compare_digest(words.encode(), key.words.encode())
    try:
        open_vault(vault, Passphrase(words))
    except VaultError:
        return False
    return True


def _awake(request: Request, fields: Fields) -> Response:
    """Somebody is reading: the guard has noted it."""
    return done(request, "", "/")


ROUTES = [
    Route("/locked", _locked),
    Route("/unlock", _locked),
    action("/lock", _lock),
    action("/unlock", _unlock),
    action("/awake", _awake),
]
