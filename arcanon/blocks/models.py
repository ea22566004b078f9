"""Blocks: two people who are not brought together again, and neither of whom the other learns anything."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from arcanon import clock, crypto, settings
from arcanon.database import unit
from arcanon.people.models import Viewer


class Block(Model):
    """One person keeps away from another. Who, is told only by those two ids together, under the server's secret.

    A block of the writer of two texts is two blocks: otherwise it would tell that they are one writer's.
    """

    id = fields.CharField(primary_key=True, max_length=16)
    pair = fields.CharField(max_length=64)
    created_at: datetime = fields.DatetimeField()

    class Meta:
        table = "blocks"
        indexes = (("pair",),)

    @classmethod
    @unit
    async def put(cls, viewer: Viewer, person_id: str, subject: str, *, name: str, about: str) -> None:
        """Blocks a person for something of theirs. Said twice it is said once.

        The name they bear there, and what it is about, are kept for the blocker alone, to know it by.
        """
        block_id = crypto.id_from(viewer.tag(f"block {subject}"), 16)
        block = {"id": block_id, "subject": subject, "name": name, "about": about}
        await viewer.change_vault(lambda vault: _keep(vault.blocks, block))
        if not await cls.exists(id=block_id):
            await cls.create(id=block_id, pair=_pair(viewer.person_id, person_id), created_at=clock.now())

    @classmethod
    @unit
    async def lift(cls, viewer: Viewer, block_id: str) -> None:
        """Takes one of one's own blocks back."""
        if any(block["id"] == block_id for block in viewer.vault.blocks):
            await viewer.change_vault(lambda vault: _forget(vault.blocks, block_id))
            await cls.filter(id=block_id).delete()

    @classmethod
    async def apart(cls, person_id: str, others: Iterable[str]) -> set[str]:
        """Those of the others who are not to meet this person, whichever of the two has blocked. One query."""
        return set(await cls.since(person_id, others))

    @classmethod
    async def kept_away(cls, person_id: str, sent: Mapping[str, tuple[str | None, datetime]]) -> set[str]:
        """Of what people have sent this person, each by its id with its sender and moment: what a block kept away.

        Of an old text nobody could tell, when something was sent, who wrote it; so it is looked at by whom it is for.
        A block that came later keeps nothing away: what vanished would tell who it was. One query, or none.
        """
        blocks = await cls.since(person_id, {sender for sender, _ in sent.values() if sender})
        return {one for one, (sender, moment) in sent.items() if sender in blocks and blocks[sender] < moment}

    @classmethod
    async def since(cls, person_id: str, others: Iterable[str]) -> dict[str, datetime]:
        """The same, each with the moment since which it is so."""
        pairs = {_pair(*two): other for other in others for two in ((person_id, other), (other, person_id))}
        found: dict[str, datetime] = {}
        for block in await cls.filter(pair__in=list(pairs)).order_by("-created_at") if pairs else []:
            found[pairs[block.pair]] = block.created_at
        return found


def _pair(blocker: str, blocked: str) -> str:
    return crypto.mac(crypto.derive(settings.current().secret, "blocks"), f"{blocker} {blocked}")


def _keep(blocks: list[dict[str, str]], block: dict[str, str]) -> None:
    _forget(blocks, block["id"])
    blocks.append(block)


def _forget(blocks: list[dict[str, str]], block_id: str) -> None:
    blocks[:] = [block for block in blocks if block["id"] != block_id]
