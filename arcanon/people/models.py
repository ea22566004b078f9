"""People and their sessions. Nothing that anybody writes points here."""

import secrets
from random import SystemRandom

from tortoise import fields
from tortoise.models import Model

from arcanon import crypto
from arcanon.db.transactions import after_commit, apart, lock, transaction
from arcanon.people import ended_sessions, feed_address, keys, presence
from arcanon.people.additions import VaultAddition, apply
from arcanon.people.authorship import seal_person, unseal_person
from arcanon.people.sanctions import FOREVER, LIFTED, Sanction, Terms
from arcanon.people.session_cookie import SESSION_DAYS
from arcanon.people.vault import ANNOUNCEMENTS, Draft, NotificationQuery, Vault, chat_scope
from arcanon.people.viewer import Viewer
from arcanon.people.visitor import Visitor
from arcanon.realtime import bus
from arcanon.text import clock

# What other features use.
__all__ = [
    "ANNOUNCEMENTS",
    "FOREVER",
    "LIFTED",
    "Draft",
    "NotificationQuery",
    "Person",
    "Sanction",
    "Session",
    "Terms",
    "Vault",
    "VaultAddition",
    "Viewer",
    "Visitor",
    "chat_scope",
    "seal_person",
    "unseal_person",
]


_renewed: set[str] = set()  # the ids of sessions


class Person(Model):
    """Somebody who holds seven words: no name, no address, and no time of anything."""

    id = fields.CharField(primary_key=True, max_length=16)
    lookup = fields.CharField(unique=True, max_length=64)
    vault = fields.BinaryField()
    feed_id = fields.CharField(unique=True, max_length=64, null=True)
    feed: bytes | None = fields.BinaryField(null=True)

    class Meta:
        table = "people"

    @classmethod
    @transaction
    @apart
    async def join(cls, words: str) -> "Viewer":
        """Makes the person that these words belong to, or finds them if they exist already, and signs them in."""
        lookup, key = keys.derive_lookup_and_key(words)
        await lock(f"join {lookup}")
        person = await cls.get_or_none(lookup=lookup)
        if person is None:
            vault = keys.wrap(Vault(joined_on=clock.today().isoformat()).seal(keys.vault_key(key)))
            person = await cls.create(id=crypto.new_id(16), lookup=lookup, vault=vault)
        return await Session.start(person, key)

    @classmethod
    @transaction
    @apart
    async def sign_in(cls, words: str) -> "Viewer | None":
        """Signs in the person that these words belong to. Returns None if they belong to nobody."""
        lookup, key = keys.derive_lookup_and_key(words)
        person = await cls.get_or_none(lookup=lookup)
        return await Session.start(person, key) if person else None

    @classmethod
    async def find_feed(cls, token: str) -> tuple[str, NotificationQuery] | None:
        """Returns whose feed address this is, by id, and their query; None if there is no such address (any more)."""
        person = await cls.get_or_none(feed_id=keys.hash_token(token))
        if not person or not person.feed:
            return None
        query, series = feed_address.unseal(token, person.feed), feed_address.series(token)
        while True:
            ids = series.ids(query.next_addition)
            rows = {row.id: row.sealed for row in await VaultAddition.filter(id__in=ids)}
            changes = series.opened(rows, query.next_addition)
            apply(query, [change for change, _nonce in changes]).next_addition += len(changes)
            if len(changes) < len(ids):
                return person.id, query


class Session(Model):
    """A browser that is signed in. Its id is the hash of its token, under which the person key is sealed."""

    id = fields.CharField(primary_key=True, max_length=64)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("arcanon.Person", related_name="sessions")
    sealed_key = fields.BinaryField()
    expires_on = fields.DateField()

    person_id: str

    class Meta:
        table = "sessions"
        indexes = (("person_id",),)

    @classmethod
    async def start(cls, person: Person, key: bytes) -> "Viewer":
        token = secrets.token_urlsafe(32)
        session = await cls.create(
            id=keys.hash_token(token),
            person=person,
            sealed_key=crypto.seal(keys.session_key(token), key, "session"),
            expires_on=clock.days_from_now(SESSION_DAYS),
        )
        viewer = Viewer(token, person.id, session.sealed_key, session.expires_on, person.vault)
        after_commit(f"refresh {session.id}", viewer.refresh_quietly)
        return viewer

    @classmethod
    async def find_viewer(cls, token: str) -> "Viewer | None":
        """Returns who holds this token, or None if it is invalid or has expired."""
        return await presence.find(token)

    @classmethod
    def renew(cls, viewer: Viewer) -> None:
        """Lets the viewer's session last `SESSION_DAYS` from today.

        It is written by `write_renewals`, for everybody at once: a row of a person's own that is written at their first
        request of a day would tell who is here, beside what is written just then.
        """
        viewer.expires_on = clock.days_from_now(SESSION_DAYS)
        _renewed.add(viewer.session_id)

    @classmethod
    async def write_renewals(cls) -> None:
        """Writes the renewals since the last time, in random order. Those of a process that was killed come again."""
        renewed = [_renewed.pop() for _ in range(len(_renewed))]
        SystemRandom().shuffle(renewed)
        if renewed:
            await cls._write_renewals(renewed)

    @classmethod
    @transaction
    @apart
    async def _write_renewals(cls, session_ids: list[str]) -> None:
        for session_id in session_ids:
            await cls.filter(id=session_id).update(expires_on=clock.days_from_now(SESSION_DAYS))

    @classmethod
    async def end(cls, token: str) -> None:
        """Signs the browser that holds this token out, and closes its sockets, even if the database is away."""
        await cls._end(keys.hash_token(token))

    @classmethod
    async def end_all(cls, person_id: str) -> None:
        """Signs every browser of a person out, and closes their sockets, even if the database cannot be written to."""
        for session_id in map(str, await cls.filter(person_id=person_id).values_list("id", flat=True)):
            await cls._end(session_id)

    @classmethod
    async def _end(cls, session_id: str) -> None:
        presence.forget(session_id)
        await ended_sessions.end(session_id, cls._delete, tell=lambda: bus.nudge(keys.session_channel(session_id)))

    @classmethod
    @transaction
    @apart
    async def _delete(cls, session_id: str) -> None:
        await cls.filter(id=session_id).delete()

    @classmethod
    @transaction
    @apart
    async def delete_expired(cls) -> None:
        await cls.filter(expires_on__lte=clock.today()).delete()
