"""People and their sessions. Nothing that anybody writes points here."""

import hashlib
import secrets
from collections.abc import Callable
from random import SystemRandom

from tortoise import fields
from tortoise.models import Model

from arcanon import clock, crypto, database, settings
from arcanon.database import unit
from arcanon.people import passphrase
from arcanon.people.vault import Vault

SESSION_DAYS = 30
STIRRED = 7  # vaults of others that change with each one that is written


class Person(Model):
    """Somebody who holds seven words. No name, no address, and no time of anything."""

    id = fields.CharField(primary_key=True, max_length=16)
    lookup = fields.CharField(unique=True, max_length=64)
    vault = fields.BinaryField()

    class Meta:
        table = "people"

    @classmethod
    @unit
    async def join(cls, words: str) -> "Viewer":
        """Makes the person these words belong to, or finds them if they are made already, and signs them in."""
        lookup, key = _keys(words)
        await database.lock(f"join {lookup}")
        person = await cls.get_or_none(lookup=lookup)
        if person is None:
            vault = _wrap(Vault().seal(_vault_key(key)))
            person = await cls.create(id=crypto.new_id(16), lookup=lookup, vault=vault)
        return await Session.start(person.id, key)

    @classmethod
    async def write_among_others(cls, person: "Person") -> None:
        """Writes a person's vault, and wraps those of some others anew without opening them, in no order.

        What is written in one transaction can be seen to belong together, in SQLite's log and in PostgreSQL's
        row versions. So that a post does not lead to the one vault that changed with it, several change, drawn
        one by one from everybody. Rows that somebody else is at are left out: this never waits.
        """
        rows = {person.id: person}
        for _ in range(STIRRED):
            free = cls.all().order_by("id").select_for_update(skip_locked=True)
            other = await free.filter(id__gte=crypto.new_id(16)).first() or await free.first()
            if other and other.id not in rows:
                other.vault = _wrap(_unwrap(other.vault))
                rows[other.id] = other
        shuffled = list(rows.values())
        SystemRandom().shuffle(shuffled)
        for row in shuffled:
            await row.save(update_fields=["vault"])

    @classmethod
    @unit
    async def sign_in(cls, words: str) -> "Viewer | None":
        """The person these words belong to, signed in; None when they are nobody's."""
        lookup, key = _keys(words)
        person = await cls.get_or_none(lookup=lookup)
        return await Session.start(person.id, key) if person else None


def _keys(words: str) -> tuple[str, bytes]:
    """What the words give: a lookup that is stored, and a person key that never is."""
    entropy = passphrase.normalise(words).encode()
    secret = crypto.derive(settings.current().secret, "lookup")
    return crypto.mac(secret, crypto.derive(entropy, "lookup").hex()), crypto.derive(entropy, "person key")


def _vault_key(person_key: bytes) -> bytes:
    return crypto.derive(person_key, "vault")


def _wrap(sealed: bytes) -> bytes:
    """A second seal, under the server's secret: opened and closed again it looks as changed as any other."""
    return crypto.seal(crypto.derive(settings.current().secret, "vaults"), sealed, "wrapped vault")


def _unwrap(wrapped: bytes) -> bytes:
    return crypto.unseal(crypto.derive(settings.current().secret, "vaults"), wrapped, "wrapped vault")


class Session(Model):
    """One browser that is signed in. Keyed by the hash of its token; the person key is sealed under the token."""

    id = fields.CharField(primary_key=True, max_length=64)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("arcanon.Person", related_name="sessions")
    sealed_key = fields.BinaryField()
    expires_on = fields.DateField()

    person_id: str

    class Meta:
        table = "sessions"
        indexes = (("person_id",),)

    @classmethod
    async def start(cls, person_id: str, key: bytes) -> "Viewer":
        token = secrets.token_urlsafe(32)
        session = await cls.create(
            id=_hash(token),
            person_id=person_id,
            sealed_key=crypto.seal(_token_key(token), key, "session"),
            expires_on=clock.days_from_now(SESSION_DAYS),
        )
        return Viewer(session, token)

    @classmethod
    async def viewer(cls, token: str) -> "Viewer | None":
        """Who holds this token; None when it is nobody's, or has run out."""
        session = await cls.get_or_none(id=_hash(token), expires_on__gt=clock.today())
        return Viewer(session, token) if session else None

    @unit
    async def renew(self) -> None:
        """Another thirty days from today."""
        await Session.filter(id=self.id).update(expires_on=clock.days_from_now(SESSION_DAYS))

    @property
    def is_ageing(self) -> bool:
        """Whether a day of its thirty has gone, so that it is time to renew it."""
        return self.expires_on < clock.days_from_now(SESSION_DAYS)

    @unit
    async def end(self) -> None:
        """Signs this browser out."""
        await Session.filter(id=self.id).delete()

    @classmethod
    @unit
    async def end_all(cls, person_id: str) -> list[str]:
        """Signs every browser of a person out. Returns the ids of their sessions."""
        ids = [str(session.id) for session in await cls.filter(person_id=person_id)]
        await cls.filter(person_id=person_id).delete()
        return ids

    @classmethod
    @unit
    async def sweep(cls) -> None:
        """Forgets the sessions that have run out."""
        await cls.filter(expires_on__lte=clock.today()).delete()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _token_key(token: str) -> bytes:
    return crypto.derive(token.encode(), "session")


class Visitor:
    """Somebody without an account: may read, and owns nothing."""

    is_signed_in = False
    session_id = ""

    def tag(self, scope: str) -> str:
        return ""  # No row bears an empty tag.


class Viewer(Visitor):
    """Somebody signed in, while they are asking: the only time their key is at hand."""

    is_signed_in = True

    def __init__(self, session: Session, token: str) -> None:
        """Raises `BrokenSealError` when the session was not made with this token."""
        self.session = session
        self.token = token
        self.session_id = str(session.id)
        self.person_id = session.person_id
        self._key = crypto.unseal(_token_key(token), session.sealed_key, "session")

    def __repr__(self) -> str:
        return "Viewer()"

    def tag(self, scope: str) -> str:
        """Who this person is within one scope, such as one thread; unrelated to who they are in any other."""
        return crypto.mac(self._key, scope)[:32]

    async def is_current(self) -> bool:
        """Whether the session has not been ended since, here or from another browser."""
        return await Session.exists(id=self.session_id)

    async def vault(self) -> Vault:
        """A copy of what is theirs, to read."""
        person = await Person.get(id=self.person_id)
        return Vault.unseal(_vault_key(self._key), _unwrap(person.vault))

    @unit
    async def change_vault(self, change: Callable[[Vault], None]) -> None:
        """Reads the vault, changes it and seals it again, one at a time.

        A unit that changes a vault and a thread takes the vault first, so that two never wait for each other.
        """
        person = await Person.filter(id=self.person_id).select_for_update().get()
        vault = Vault.unseal(_vault_key(self._key), _unwrap(person.vault))
        change(vault)
        person.vault = _wrap(vault.seal(_vault_key(self._key)))
        await Person.write_among_others(person)
