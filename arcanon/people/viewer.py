"""Somebody who is signed in, while they are here."""

import logging
from datetime import date
from typing import Any

from arcanon import crypto
from arcanon.db import revisions
from arcanon.db.revisions import Stamp
from arcanon.db.transactions import fetch, pending_state
from arcanon.people import ended_sessions, keys
from arcanon.people.additions import WINDOW
from arcanon.people.open_vault import OpenVault
from arcanon.people.sanctions import Terms, open_rows
from arcanon.people.session_cookie import SESSION_DAYS
from arcanon.people.vault import Vault
from arcanon.people.vault_owner import LARGE_WINDOW, VaultOwner, by_id
from arcanon.text import clock

log = logging.getLogger("arcanon")

_FIND = """
    SELECT s.person_id, s.sealed_key, s.expires_on, p.vault FROM sessions s JOIN people p ON p.id = s.person_id
    WHERE s.id = $1"""


class Viewer(VaultOwner):
    """Somebody who is signed in, while they are here: the only time at which their key is at hand."""

    is_signed_in = True

    def __init__(self, token: str, person_id: str, sealed_key: bytes, expires_on: date, vault: bytes) -> None:
        """Raises `BrokenSealError` if the session does not belong to this token."""
        key = crypto.unseal(keys.session_key(token), bytes(sealed_key), "session")
        super().__init__(person_id, key, vault)
        self.token = token
        self.session_id = keys.hash_token(token)
        self.session_channel = keys.session_channel(self.session_id)
        self.expires_on = expires_on
        self.unread: tuple[Stamp, OpenVault, Any] | None = None  # what was counted last, when, and with which vault
        self._stamp: Stamp = None

    def __repr__(self) -> str:
        return "Viewer()"

    @classmethod
    async def find(cls, token: str) -> "Viewer | None":
        """Returns who holds this token, or None if the session has ended or is expired. One query, or two."""
        session_id = keys.hash_token(token)
        if ended_sessions.has_ended(session_id):
            return None
        # The stamp is older than what is read: so it never claims too much.
        rows = await fetch(_FIND, session_id)
        if not rows:
            return None
        row = rows[0]
        viewer = cls(token, row["person_id"], row["sealed_key"], _as_date(row["expires_on"]), row["vault"])
        if viewer.expires_on <= clock.today():
            return None
        return viewer if await viewer.refresh() else None

    @property
    def needs_renewal(self) -> bool:
        """Whether it has been a day or more since the session was renewed."""
        return self.expires_on < clock.days_from_now(SESSION_DAYS)

    async def refresh(self) -> bool:
        """Brings the vault up to date. Returns whether the session is still current. One query, or none."""
        if ended_sessions.has_ended(self.session_id) or self.expires_on <= clock.today():
            return False
        pending = pending_state()
        stamp = await revisions.look("sessions", "people", "sanctions", self.change_name) if pending is None else None
        if stamp == self._stamp and pending is None:
            return self.ban is None
        before = opened = self.opened
        window, has_more = WINDOW, True
        while has_more:  # each time as a whole, since the vault may be folded in between
            rows = await fetch(*self._news(opened, window))
            if not any(row["id"] == "session" for row in rows):
                return False
            opened, has_more = self._with_news(opened, rows, window)
            window = LARGE_WINDOW
        found = {id_: sealed for id_, sealed in by_id(rows).items() if id_ in self._sanction_ids}
        self.sanctions = list(open_rows(self.person_id, found).values()) if found else []
        if pending is not None:
            pending[id(self)] = opened
        elif self._open is before or opened.next >= self.opened.next:  # else another request was faster
            self._open, self._stamp = opened, stamp
        return self.ban is None

    @property
    def ban(self) -> Terms | None:
        """What has closed this account for good, if anything has."""
        return self._in_force("ban")

    @property
    def pause(self) -> Terms | None:
        """What keeps this person from writing for some days, if anything does."""
        return self._in_force("pause")

    def _in_force(self, action: str) -> Terms | None:
        return next((one for one in self.sanctions if one.action == action and one.is_in_force), None)

    async def is_current(self) -> bool:
        """Whether the session has not been ended since, here or from another browser."""
        return await self.refresh()

    async def reload_vault(self) -> Vault:
        """Returns the vault as it is now: for sockets, which live long, and for transactions that depend on it."""
        await self.refresh()
        return self.vault

    async def refresh_quietly(self) -> None:
        """Brings the vault up to date after a commit; if the database is away by now, the next request does it."""
        try:
            await self.refresh()
        except Exception as error:
            log.debug("a vault could not be read again: %s", type(error).__name__)


def _as_date(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
