"""People and their sessions. Nothing that anybody writes points here."""

import secrets
from collections.abc import Callable
from random import SystemRandom

from tortoise import fields
from tortoise.models import Model

from arcanon import clock, crypto, database
from arcanon.database import unit
from arcanon.people import feed, keys
from arcanon.people.vault import News, Vault

SESSION_DAYS = 30
STIRRED = 7  # vaults of others that change with each one that is written


class Person(Model):
    """Somebody who holds seven words. No name, no address, and no time of anything."""

    id = fields.CharField(primary_key=True, max_length=16)
    lookup = fields.CharField(unique=True, max_length=64)
    vault = fields.BinaryField()
    feed_id = fields.CharField(unique=True, max_length=64, null=True)
    feed: bytes | None = fields.BinaryField(null=True)

    class Meta:
        table = "people"

    @classmethod
    @unit
    async def join(cls, words: str) -> "Viewer":
        """Makes the person these words belong to, or finds them if they are made already, and signs them in."""
        lookup, key = keys.of_words(words)
        await database.lock(f"join {lookup}")
        person = await cls.get_or_none(lookup=lookup)
        if person is None:
            vault = keys.wrap(Vault().seal(keys.of_vault(key)))
            person = await cls.create(id=crypto.new_id(16), lookup=lookup, vault=vault)
        return await Session.start(person, key)

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
                other.vault = keys.wrap(keys.unwrap(other.vault))
                other.feed = keys.wrap(keys.unwrap(other.feed)) if other.feed else None
                rows[other.id] = other
        shuffled = list(rows.values())
        SystemRandom().shuffle(shuffled)
        for row in shuffled:
            await row.save(update_fields=["vault", "feed_id", "feed"])

    @classmethod
    @unit
    async def sign_in(cls, words: str) -> "Viewer | None":
        """The person these words belong to, signed in; None when they are nobody's."""
        lookup, key = keys.of_words(words)
        person = await cls.get_or_none(lookup=lookup)
        return await Session.start(person, key) if person else None

    @classmethod
    async def news_of(cls, token: str) -> tuple[str, News] | None:
        """Whose a secret address is, and what it looks for; None when there is no such address, or no longer."""
        person = await cls.get_or_none(feed_id=keys.hashed(token))
        return (person.id, feed.unseal(token, person.feed)) if person and person.feed else None


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
    async def start(cls, person: Person, key: bytes) -> "Viewer":
        token = secrets.token_urlsafe(32)
        session = await cls.create(
            id=keys.hashed(token),
            person=person,
            sealed_key=crypto.seal(keys.of_token(token), key, "session"),
            expires_on=clock.days_from_now(SESSION_DAYS),
        )
        return Viewer(session, token)

    @classmethod
    async def viewer(cls, token: str) -> "Viewer | None":
        """Who holds this token, with what is theirs; None when it is nobody's, or has run out. One query."""
        current = cls.filter(id=keys.hashed(token), expires_on__gt=clock.today())
        session = await current.select_related("person").first()
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


class Visitor:
    """Somebody without an account: may read, and owns nothing."""

    is_signed_in = False
    session_id = ""
    session_topic = ""

    def tag(self, scope: str) -> str:
        return ""  # No row bears an empty tag.

    @property
    def tags(self) -> list[str]:
        """Who this person is where something may happen that concerns them."""
        return []

    @property
    def news(self) -> News:
        """What looking for their news needs to know."""
        return News(self.tags, self.vault.seen_until, self.vault.seen, self.vault.takes_asks)

    @property
    def vault(self) -> Vault:
        """What is theirs, as it was when they asked."""
        return Vault()

    async def is_current(self) -> bool:
        """Whether the session has not been ended since, here or from another browser."""
        return True


class Viewer(Visitor):
    """Somebody signed in, while they are asking: the only time their key is at hand."""

    is_signed_in = True

    def __init__(self, session: Session, token: str) -> None:
        """Raises `BrokenSealError` when the session was not made with this token."""
        self.session = session
        self.token = token
        self.session_id = str(session.id)
        self.session_topic = keys.session_topic(self.session_id)
        self.person_id = session.person_id
        self._key = crypto.unseal(keys.of_token(token), session.sealed_key, "session")
        self._vault: Vault | None = None
        self._tags: list[str] | None = None

    def __repr__(self) -> str:
        return "Viewer()"

    def tag(self, scope: str) -> str:
        """Who this person is within one scope, such as one thread; unrelated to who they are in any other."""
        return crypto.mac(self._key, scope)[:32]

    @property
    def tags(self) -> list[str]:
        if self._tags is None:
            self._tags = [self.tag(scope) for scope in self.vault.scopes]
        return self._tags

    async def is_current(self) -> bool:
        return await Session.exists(id=self.session_id)

    @property
    def vault(self) -> Vault:
        if self._vault is None:
            self._vault = self._open(self.session.person)
        return self._vault

    async def look_again(self) -> Vault:
        """The vault as it is now: for sockets, which live long, and for units of work, which decide by it."""
        self.session.person = await Person.get(id=self.person_id)
        self._vault = self._tags = None
        return self.vault

    def _open(self, person: Person) -> Vault:
        return Vault.unseal(keys.of_vault(self._key), keys.unwrap(person.vault))

    @unit
    async def change_vault(self, change: Callable[[Vault], None]) -> None:
        """Reads the vault, changes it and seals it again, one at a time.

        A unit that changes a vault and a thread takes the vault first, so that two never wait for each other.
        """
        person = await Person.filter(id=self.person_id).select_for_update().get()
        vault = self._open(person)
        change(vault)
        person.vault = keys.wrap(vault.seal(keys.of_vault(self._key)))
        self._vault, self._tags = vault, None
        person.feed_id = keys.hashed(vault.feed) if vault.feed else None
        person.feed = feed.seal(vault.feed, self.news) if vault.feed else None
        await Person.write_among_others(person)
        self.session.person = person
