"""What a moderator has laid on a person: a warning, a pause or a ban.

The row is found by whoever knows the person and holds the key in `keys/`, which is in no backup. Each has an id of its
own, so that two rows do not tell that they concern the same person; what they say is sealed and padded.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tortoise import fields
from tortoise.models import Model

from arcanon import crypto, settings
from arcanon.crypto import BrokenSealError
from arcanon.crypto.key_files import write_once
from arcanon.crypto.records import Record
from arcanon.db.transactions import lock, transaction
from arcanon.text import clock

PLACES = 4  # for each person
SIZE = 2560  # bytes of what is sealed, more than the longest words take
KEY_BYTES = 32
FOREVER = "9999"
LIFTED = "lifted"  # instead of an action: it was taken back
WEIGHTS = {LIFTED: 0, "warn": 1, "pause": 2, "ban": 3}


@dataclass(kw_only=True)
class Terms(Record):
    """What was decided about a person. Moments are in ISO 8601; an end of `FOREVER` is none."""

    action: str = "warn"  # or "pause" or "ban"
    begins_at: str = ""
    ends_at: str = FOREVER
    rule: str = ""
    words: str = ""  # of the moderator, for the person
    about: str = ""  # "post", "comment" or "chat": of what was reported
    decision: int = 0
    appeal: str = ""  # the token of the address at which to appeal

    @property
    def has_begun(self) -> bool:
        return self.begins_at <= clock.now().isoformat()

    @property
    def is_in_force(self) -> bool:
        return self.has_begun and clock.now().isoformat() < self.ends_at

    @property
    def weight(self) -> tuple[int, str]:
        """How much it would change if it were forgotten."""
        is_over = self.ends_at <= clock.now().isoformat()
        return (0 if is_over else WEIGHTS[self.action], self.begins_at)

    @property
    def last_day(self) -> datetime | None:
        return None if self.ends_at == FOREVER else datetime.fromisoformat(self.ends_at)


class Sanction(Model):
    id = fields.CharField(primary_key=True, max_length=64)
    sealed = fields.BinaryField()

    class Meta:
        table = "sanctions"

    @classmethod
    async def of(cls, person_id: str) -> dict[str, Terms]:
        """Returns all that is laid on a person, by the ids of the rows. One query."""
        rows = await cls.filter(id__in=ids_of(person_id))
        return open_rows(person_id, {row.id: row.sealed for row in rows})

    @classmethod
    @transaction
    async def lay(cls, person_id: str, terms: Terms) -> None:
        """Lays something on a person, once for each decision. If there is no place left, the mildest thing goes."""
        await lock("sanctions")
        taken = await cls.of(person_id)
        if any(known.decision == terms.decision for known in taken.values()):
            return
        free = [id_ for id_ in ids_of(person_id) if id_ not in taken]
        if not free:
            mildest = min(taken, key=lambda id_: taken[id_].weight)
            if terms.weight < taken[mildest].weight:
                return
            await cls.filter(id=mildest).delete()
            free = [mildest]
        await cls.create(id=free[0], sealed=seal(person_id, terms))

    @classmethod
    @transaction
    async def lift(cls, person_id: str, decision: int) -> None:
        """Takes back what a decision has laid on a person.

        It still counts as something that was decided, or the number would tell moderators whose it was.
        """
        await lock("sanctions")
        for id_, terms in (await cls.of(person_id)).items():
            if terms.decision == decision:
                await cls.filter(id=id_).update(
                    sealed=seal(person_id, replace(terms, action=LIFTED, words="", appeal=""))
                )


def ids_of(person_id: str) -> list[str]:
    """Returns the ids that rows about a person may have."""
    return [crypto.mac(_key(), f"{person_id} {place}") for place in range(PLACES)]


def open_rows(person_id: str, rows: dict[str, bytes]) -> dict[str, Terms]:
    """Opens those of the rows that are about a person. What was sealed with a lost key counts for nothing."""
    found: dict[str, Terms] = {}
    for id_ in ids_of(person_id):
        if id_ in rows:
            try:
                found[id_] = Terms.from_json(crypto.unseal(_seal_key(person_id), bytes(rows[id_]), "sanction"))
            except BrokenSealError:
                continue
    return found


def seal(person_id: str, terms: Terms) -> bytes:
    """Seals terms for whoever knows the person and holds the key of the sanctions."""
    return crypto.seal(_seal_key(person_id), terms.to_json().ljust(SIZE), "sanction")


def _seal_key(person_id: str) -> bytes:
    return crypto.derive(_key(), f"sanctions of {person_id}")


_known: tuple[Path, bytes] | None = None


def _key() -> bytes:
    """Returns the key of the sanctions, which is made once. It is kept in memory: it belongs to nobody."""
    global _known
    path = settings.current().keys_dir / "sanctions"
    if _known is None or _known[0] != path:
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_once(path, secrets.token_bytes(KEY_BYTES))
        _known = path, path.read_bytes()
    return _known[1]
