"""Moderators, and the log of what they have decided."""

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from tortoise import fields
from tortoise.exceptions import IntegrityError
from tortoise.models import Model

from arcanon import crypto, settings
from arcanon.db.transactions import lock, transaction
from arcanon.people.models import Viewer, Visitor
from arcanon.text import clock

INVITATION_LIFETIME = timedelta(days=1)
MAX_CALL_SIGN_LENGTH = 40
SCOPE = "moderator"  # of a moderator's tag, which is in no text
FIRST_DIGEST = "0" * 64


class CallSignTakenError(Exception):
    """Another moderator has this call sign."""


class Moderator(Model):
    """Somebody who moderates: a tag that only they can compute, and the call sign by which colleagues know them."""

    tag = fields.CharField(primary_key=True, max_length=32)
    call_sign = fields.CharField(unique=True, max_length=MAX_CALL_SIGN_LENGTH)
    since = fields.DateField()

    class Meta:
        table = "moderators"

    @classmethod
    async def find(cls, viewer: Visitor) -> "Moderator | None":
        """Returns the viewer as a moderator, or None if they are none (any more). One query; none for a visitor."""
        return await cls.get_or_none(tag=viewer.tag(SCOPE)) if viewer.is_signed_in else None

    @classmethod
    @transaction
    async def revoke(cls, call_sign: str) -> bool:
        """Lets somebody moderate no more. Returns whether there was such a moderator."""
        return bool(await cls.filter(call_sign=call_sign).delete())


class ModeratorInvitation(Model):
    """A one-time address that makes a moderator of whoever opens it. Its id is the digest of its token."""

    id = fields.CharField(primary_key=True, max_length=64)
    expires_at: datetime = fields.DatetimeField()

    class Meta:
        table = "moderator_invitations"

    @classmethod
    @transaction
    async def make(cls) -> str:
        """Returns the token of a new invitation."""
        token = secrets.token_urlsafe(24)
        await cls.create(id=digest_of(token), expires_at=clock.now() + INVITATION_LIFETIME)
        return token

    @classmethod
    async def is_open(cls, token: str) -> bool:
        return await cls.filter(id=digest_of(token), expires_at__gt=clock.now()).exists()

    @classmethod
    async def accept(cls, token: str, viewer: Viewer, call_sign: str) -> bool:
        """Makes a moderator of the viewer. Returns False if the invitation was used or has expired.

        Raises `CallSignTakenError`.
        """
        try:
            return await cls._accept(token, viewer, call_sign)
        except IntegrityError:
            raise CallSignTakenError(call_sign) from None

    @classmethod
    @transaction
    async def _accept(cls, token: str, viewer: Viewer, call_sign: str) -> bool:
        if not await cls.filter(id=digest_of(token), expires_at__gt=clock.now()).delete():
            return False
        if not await Moderator.exists(tag=viewer.tag(SCOPE)):
            await Moderator.create(tag=viewer.tag(SCOPE), call_sign=call_sign, since=clock.today())
        return True

    @classmethod
    @transaction
    async def delete_expired(cls) -> None:
        await cls.filter(expires_at__lte=clock.now()).delete()


class Decision(Model):
    """One line of the public log, which only grows: each holds the digest of the one before it.

    It names no text, no person and no moderator.
    """

    number = fields.IntField(primary_key=True, generated=False)
    day = fields.DateField()
    kind = fields.CharField(max_length=8)  # of what was reported
    rule = fields.CharField(max_length=20)
    action = fields.CharField(max_length=16)
    about: int | None = fields.IntField(null=True)  # the number of the decision that this one is about
    digest = fields.CharField(max_length=64)

    class Meta:
        table = "decisions"

    @classmethod
    async def write(cls, kind: str, rule: str, action: str, about: int | None = None) -> int:
        """Appends a decision, as part of a transaction. Returns its number."""
        await lock("decisions")
        last = await cls.all().order_by("-number").first()
        number, before = (last.number + 1, last.digest) if last else (1, FIRST_DIGEST)
        row: dict[str, Any] = {
            **{"number": number, "day": clock.today(), "kind": kind, "rule": rule, "action": action, "about": about}
        }
        await cls.create(**row, digest=_digest(before, row))
        return number

    @classmethod
    async def first_wrong(cls) -> int | None:
        """Returns the number of the first decision that was changed, or that follows a gap; None if all is well."""
        before, expected = FIRST_DIGEST, 1
        for one in await cls.all().order_by("number"):
            row = {name: getattr(one, name) for name in ("number", "day", "kind", "rule", "action", "about")}
            if one.number != expected or one.digest != _digest(before, row):
                return one.number
            before, expected = one.digest, expected + 1
        return None


def _digest(before: str, row: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps([before, *map(str, row.values())]).encode()).hexdigest()


def digest_of(token: str) -> str:
    """Returns what the database holds of a secret address."""
    return hashlib.sha256(token.encode()).hexdigest()


def confirmation(session_id: str, seconds: int) -> str:
    """Returns what a moderator's browser keeps after they have typed their seven words, for so many seconds."""
    ends = int(clock.now().timestamp()) + seconds
    return crypto.seal_text(_key(), f"{ends} {session_id}", "moderating")


def is_confirmed(kept: str, session_id: str) -> bool:
    try:
        ends, _separator, session = crypto.unseal_text(_key(), kept, "moderating").partition(" ")
    except crypto.BrokenSealError:
        return False
    return session == session_id and int(ends) > clock.now().timestamp()


def _key() -> bytes:
    return crypto.derive(settings.current().secret, "moderating")
