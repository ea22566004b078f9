"""People and their sessions. Nothing that anybody writes points here."""

import secrets
from collections.abc import Callable
from random import SystemRandom

from tortoise import fields
from tortoise.models import Model

from arcanon import crypto
from arcanon.db.transactions import lock, transaction
from arcanon.people import ended_sessions, feed_address, keys
from arcanon.people.authorship import seal_person, unseal_person
from arcanon.people.session_cookie import SESSION_DAYS
from arcanon.people.vault import ANNOUNCEMENTS, Draft, NotificationQuery, Vault, chat_scope
from arcanon.people.visitor import Visitor
from arcanon.realtime import bus
from arcanon.text import clock

# What other features use.
__all__ = [
    "ANNOUNCEMENTS",
    "Draft",
    "NotificationQuery",
    "Person",
    "Session",
    "Vault",
    "Viewer",
    "Visitor",
    "chat_scope",
    "seal_person",
    "unseal_person",
]

DECOY_WRITES = 7  # vaults of others that change with each one that is written


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
    async def join(cls, words: str) -> "Viewer":
        """Makes the person that these words belong to, or finds them if they exist already, and signs them in."""
        lookup, key = keys.derive_lookup_and_key(words)
        await lock(f"join {lookup}")
        person = await cls.get_or_none(lookup=lookup)
        if person is None:
            vault = keys.wrap(Vault().seal(keys.vault_key(key)))
            person = await cls.create(id=crypto.new_id(16), lookup=lookup, vault=vault)
        return await Session.start(person, key)

    @classmethod
    async def write_with_decoys(cls, person: "Person") -> None:
        """Writes a person's vault, and in random order wraps those of `DECOY_WRITES` others again, unopened.

        SQLite's log and PostgreSQL's row versions show which rows one transaction has written. Several vaults change
        each time, so that a post does not lead to the one that changed with it. Rows that another transaction holds
        are left out: this never waits.
        """
        rows = {person.id: person}
        for _ in range(DECOY_WRITES):
            free = cls.all().order_by("id").select_for_update(skip_locked=True)
            other = await free.filter(id__gte=crypto.new_id(16)).first() or await free.first()
            if other and other.id not in rows:
                other.vault = keys.wrap(keys.unwrap(other.vault))
                other.feed = keys.wrap(keys.unwrap(other.feed)) if other.feed else None
                rows[other.id] = other
        shuffled = list(rows.values())
        SystemRandom().shuffle(shuffled)
        for row in shuffled:
            await row.save(update_fields=["vault", "feed_id", "feed"])

    @classmethod
    @transaction
    async def sign_in(cls, words: str) -> "Viewer | None":
        """Signs in the person that these words belong to. Returns None if they belong to nobody."""
        lookup, key = keys.derive_lookup_and_key(words)
        person = await cls.get_or_none(lookup=lookup)
        return await Session.start(person, key) if person else None

    @classmethod
    async def find_feed(cls, token: str) -> tuple[str, NotificationQuery] | None:
        """Returns whose feed address this is, by id, and their query; None if there is no such address (any more)."""
        person = await cls.get_or_none(feed_id=keys.hash_token(token))
        return (person.id, feed_address.unseal(token, person.feed)) if person and person.feed else None


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
        return Viewer(session, token)

    @classmethod
    async def find_viewer(cls, token: str) -> "Viewer | None":
        """Returns who holds this token, or None if it is invalid or has expired. One query."""
        session_id = keys.hash_token(token)
        if ended_sessions.has_ended(session_id):
            return None
        current = cls.filter(id=session_id, expires_on__gt=clock.today())
        session = await current.select_related("person").first()
        return Viewer(session, token) if session else None

    @transaction
    async def renew(self) -> None:
        """Lets the session last `SESSION_DAYS` from today."""
        await Session.filter(id=self.id).update(expires_on=clock.days_from_now(SESSION_DAYS))

    @property
    def needs_renewal(self) -> bool:
        """Whether it has been a day or more since the session was renewed."""
        return self.expires_on < clock.days_from_now(SESSION_DAYS)

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
        await ended_sessions.end(session_id, cls._delete, tell=lambda: bus.nudge(keys.session_channel(session_id)))

    @classmethod
    @transaction
    async def _delete(cls, session_id: str) -> None:
        await cls.filter(id=session_id).delete()

    @classmethod
    @transaction
    async def delete_expired(cls) -> None:
        await cls.filter(expires_on__lte=clock.today()).delete()


class Viewer(Visitor):
    """Somebody who is signed in, for the time of a request or socket: the only time at which their key is at hand."""

    is_signed_in = True

    def __init__(self, session: Session, token: str) -> None:
        """Raises `BrokenSealError` if the session does not belong to this token."""
        self.session = session
        self.token = token
        self.session_id = str(session.id)
        self.session_channel = keys.session_channel(self.session_id)
        self.person_id = session.person_id
        self._key = crypto.unseal(keys.session_key(token), session.sealed_key, "session")
        self._vault: Vault | None = None
        self._tags: list[str] | None = None

    def __repr__(self) -> str:
        return "Viewer()"

    def tag(self, scope: str) -> str:
        """Returns who this person is within one scope, such as one thread. Tags of different scopes are unrelated."""
        return crypto.mac(self._key, scope)[:32]

    @property
    def tags(self) -> list[str]:
        if self._tags is None:
            self._tags = [self.tag(scope) for scope in self.vault.scopes]
        return self._tags

    async def is_current(self) -> bool:
        return not ended_sessions.has_ended(self.session_id) and await Session.exists(id=self.session_id)

    @property
    def vault(self) -> Vault:
        if self._vault is None:
            self._vault = self._open_vault(self.session.person)
        return self._vault

    async def reload_vault(self) -> Vault:
        """Returns the vault as it is now: for sockets, which live long, and for transactions that depend on it."""
        self.session.person = await Person.get(id=self.person_id)
        self._vault = self._tags = None
        return self.vault

    def _open_vault(self, person: Person) -> Vault:
        return Vault.unseal(keys.vault_key(self._key), keys.unwrap(person.vault))

    @transaction
    async def change_vault(self, change: Callable[[Vault], None]) -> None:
        """Reads the vault, changes it and seals it again, one change at a time.

        A transaction that changes a vault and a thread takes the vault first, so that two never wait for each other.
        """
        person = await Person.filter(id=self.person_id).select_for_update().get()
        vault = self._open_vault(person)
        change(vault)
        person.vault = keys.wrap(vault.seal(keys.vault_key(self._key)))
        self._vault, self._tags = vault, None
        person.feed_id = keys.hash_token(vault.feed_token) if vault.feed_token else None
        person.feed = feed_address.seal(vault.feed_token, self.notification_query) if vault.feed_token else None
        await Person.write_with_decoys(person)
        self.session.person = person
