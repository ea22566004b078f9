"""Blocks: two people are not brought together again, and neither learns anything about the other."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from arcanon import crypto, settings
from arcanon.db.transactions import transaction
from arcanon.people.models import Vault, Viewer
from arcanon.text import clock


class Block(Model):
    """One person has blocked another. The row is found only with both of their ids and the server's secret.

    Blocking the writer of two texts makes two blocks: otherwise it would reveal that one person wrote both.
    """

    id = fields.CharField(primary_key=True, max_length=16)
    pair = fields.CharField(max_length=64)
    created_at: datetime = fields.DatetimeField()

    class Meta:
        table = "blocks"
        indexes = (("pair",),)

    @classmethod
    @transaction
    async def put(cls, viewer: Viewer, person_id: str, subject_id: str, *, name: str, about: str) -> None:
        """Blocks a person because of something they wrote. Doing it twice changes nothing.

        Their name there, and what it is about, are kept in the viewer's vault, to recognise the block by.
        """
        block_id = crypto.derive_id(viewer.tag(f"block {subject_id}"), 16)
        entry = {"id": block_id, "subject": subject_id, "name": name, "about": about}

        def keep(vault: Vault) -> None:
            _forget(vault, block_id)
            vault.blocks.append(entry)

        await viewer.change_vault(keep)
        if not await cls.exists(id=block_id):
            await cls.create(id=block_id, pair=_pair(viewer.person_id, person_id), created_at=clock.now())

    @classmethod
    @transaction
    async def remove(cls, viewer: Viewer, block_id: str) -> None:
        """Takes back one of the viewer's blocks."""
        if any(block["id"] == block_id for block in viewer.vault.blocks):
            await viewer.change_vault(lambda vault: _forget(vault, block_id))
            await cls.filter(id=block_id).delete()

    @classmethod
    async def separated_from(cls, person_id: str, others: Iterable[str]) -> set[str]:
        """Returns those of the others who must not meet this person, whichever of the two has blocked. One query."""
        return set(await cls.dates(person_id, others))

    @classmethod
    async def blocked_among(cls, person_id: str, senders: Mapping[str, tuple[str | None, datetime]]) -> set[str]:
        """Returns the ids of what a block keeps from this person, given the sender and the moment of each.

        When somebody writes to the author of an old text, nobody can tell who that is; so blocks are checked here, when
        the author looks. A block that is newer than what was sent does not count: what vanished would reveal who sent
        it. One query, or none.
        """
        dates = await cls.dates(person_id, {sender for sender, _ in senders.values() if sender})
        return {id_ for id_, (sender, moment) in senders.items() if sender in dates and dates[sender] < moment}

    @classmethod
    async def dates(cls, person_id: str, others: Iterable[str]) -> dict[str, datetime]:
        """Returns those of the others who must not meet this person, with the date of the oldest block."""
        pairs = {_pair(*two): other for other in others for two in ((person_id, other), (other, person_id))}
        found: dict[str, datetime] = {}
        for block in await cls.filter(pair__in=list(pairs)).order_by("-created_at") if pairs else []:
            found[pairs[block.pair]] = block.created_at
        return found


def _pair(blocker: str, blocked: str) -> str:
    return crypto.mac(crypto.derive(settings.current().secret, "blocks"), f"{blocker} {blocked}")


def _forget(vault: Vault, block_id: str) -> None:
    vault.blocks[:] = [block for block in vault.blocks if block["id"] != block_id]
