"""Match requests: waiting, fitting, and bringing two people together."""

import asyncio
from datetime import datetime, timedelta

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from arcanon import crypto
from arcanon.blocks.models import Block
from arcanon.chats.models import ID_LENGTH, About, Chat, Membership, Seat, chat_keys, chat_scope, pair_tag
from arcanon.db.transactions import lock, transaction
from arcanon.matches.criteria import FITTING_ROLES, Criteria, SealedRequest
from arcanon.people.models import Viewer, seal_person, unseal_person
from arcanon.realtime import bus
from arcanon.text import clock

LIFETIME = timedelta(hours=24)


class MatchRequest(Model):
    """Somebody is waiting. The tag of their seat is made beforehand, so that a match works while they are away.

    Only their vault knows whose request it is, because it contains the chat's id. So nothing connects two requests of
    one person, even in two copies of the database. What they look for is sealed under the key of the chat to come.
    """

    chat_id = fields.CharField(primary_key=True, max_length=ID_LENGTH)
    state = fields.CharField(max_length=8, default="waiting")
    role = fields.CharField(max_length=6)
    seat_tag = fields.CharField(max_length=32)
    sealed_person = fields.BinaryField(null=True)  # the person's id, under the key of the day, for blocks
    sealed_request: bytes = fields.BinaryField()  # a SealedRequest, under the key of the chat to come
    created_at: datetime = fields.DatetimeField()

    class Meta:
        table = "match_requests"
        indexes = (("state", "created_at"),)

    @classmethod
    def waiting(cls) -> QuerySet["MatchRequest"]:
        """Returns the open requests, the longest wait first."""
        return cls.filter(state="waiting", created_at__gt=clock.now() - LIFETIME).order_by("created_at", "chat_id")

    @classmethod
    async def find_own(cls, viewer: Viewer) -> "MatchRequest | None":
        """Returns the viewer's open request, if there is one."""
        chat_id = viewer.vault.pending_match
        return await cls.waiting().get_or_none(chat_id=chat_id) if chat_id else None

    @classmethod
    @transaction
    async def start(cls, viewer: Viewer, criteria: Criteria) -> Chat | None:
        """Takes the request that fits best and opens its chat; returns None if the viewer has to wait.

        If they are waiting already, they go on waiting for what they asked for first. Raises `QuotaError`.
        """
        # Two people who start at the same moment would each find nobody waiting, and wait for ever.
        await lock("matches")
        vault = await viewer.reload_vault()
        if vault.pending_match and await cls.waiting().filter(chat_id=vault.pending_match).exists():
            return None
        await Membership.check_quota(viewer)
        if vault.pending_match and not await Chat.exists(id=vault.pending_match):
            await viewer.change_vault(lambda vault: vault.stop_waiting())
        chat = await cls._claim(viewer, criteria)
        if chat is None:
            chat_id = crypto.new_id(ID_LENGTH)
            await viewer.change_vault(lambda vault: vault.start_waiting(chat_id))
            request = cls(
                chat_id=chat_id,
                role=criteria.role,
                seat_tag=viewer.tag(chat_scope(chat_id)),
                sealed_person=seal_person(viewer.person_id, chat_id),
                created_at=clock.now(),
            )
            request._seal(SealedRequest.make(criteria, list(viewer.vault.partners)))
            await request.save()
        return chat

    @classmethod
    async def widen(cls, viewer: Viewer, what: str) -> Chat | None:
        """Looks for any "topics", or any "people". The wait goes on from where it was, or ends in a chat."""
        chat, left_chat_ids = await cls._widen(viewer, what)
        await asyncio.to_thread(chat_keys.destroy_keys, *left_chat_ids)
        return chat

    @classmethod
    @transaction
    async def _widen(cls, viewer: Viewer, what: str) -> tuple[Chat | None, list[str]]:
        await lock("matches")
        await viewer.reload_vault()
        own = await cls.find_own(viewer)
        unsealed = own.unseal() if own else None
        if own is None or unsealed is None:
            return None, []
        criteria = unsealed.criteria.widen(what)
        chat = await cls._claim(viewer, criteria)
        if chat:
            await viewer.change_vault(lambda vault: vault.forget_chat(own.chat_id))
            await own.delete()
            return chat, [own.chat_id]
        own._seal(unsealed.with_criteria(criteria))
        await own.save(update_fields=["sealed_request"])
        return None, []

    @classmethod
    async def _claim(cls, viewer: Viewer, criteria: Criteria) -> Chat | None:
        """Takes the best fit, among equals the longest wait: one conditional update of one row, so one winner.

        People that one of the two has talked with lately come last: when nobody else who fits is waiting.
        """
        recent = await _recent_partners(viewer)
        if viewer.vault.would_remember(recent):
            await viewer.change_vault(lambda vault: vault.remember_partners(recent))
        fitting: list[tuple[tuple[bool, int], MatchRequest, Criteria, str]] = []
        for request in await cls.waiting().filter(role__in=FITTING_ROLES[criteria.role]):
            unsealed, person_id = request.unseal(), request.person_id
            if unsealed and person_id and person_id != viewer.person_id and unsealed.criteria.fits(criteria):
                is_recent = pair_tag(viewer.person_id, person_id) in {*viewer.vault.partners, *unsealed.partners}
                closeness = criteria.closeness(unsealed.criteria)
                fitting.append(((is_recent, -closeness), request, unsealed.criteria, person_id))
        separated = await Block.separated_from(viewer.person_id, {person_id for *_, person_id in fitting})
        # The sort is stable, so the longest wait stays first among equals.
        for _rank, request, theirs, person_id in sorted(fitting, key=lambda one: one[0]):
            if person_id in separated:
                continue
            if await cls.filter(chat_id=request.chat_id, state="waiting").update(state="taken"):
                await request.delete()
                return await request._open_chat(viewer, person_id, theirs, criteria)
        return None

    async def _open_chat(self, viewer: Viewer, person_id: str, theirs: Criteria, criteria: Criteria) -> Chat:
        """Opens the chat of whoever was waiting, with the viewer in its second seat."""
        partner = {pair_tag(viewer.person_id, person_id): clock.now().isoformat()}
        await viewer.change_vault(lambda vault: vault.enter_chat(self.chat_id, partner))
        own_tag = viewer.tag(chat_scope(self.chat_id))
        about = About(
            roles={"1": theirs.role.value, "2": criteria.role.value}, topics=list(criteria.shared_topics(theirs))
        )
        chat = await Chat.open_between(
            self.chat_id,
            (self.seat_tag, person_id, theirs.line),
            (own_tag, viewer.person_id, criteria.line),
            about=about,
        )
        # Whoever was waiting may be on any page.
        await bus.nudge(match_channel(self.chat_id))
        await (await Seat.get(chat_id=self.chat_id, number=1)).announce_chat()
        return chat

    def _seal(self, request: SealedRequest) -> None:
        key = chat_keys.read_or_make_key(self.chat_id)
        self.sealed_request = crypto.seal(key, request.to_json(), f"match request {self.chat_id}")

    def unseal(self) -> SealedRequest | None:
        """Returns what they look for, or None if its key is gone."""
        key = chat_keys.read_key(self.chat_id)
        if not key:
            return None
        return SealedRequest.from_json(crypto.unseal(key, self.sealed_request, f"match request {self.chat_id}"))

    @property
    def criteria(self) -> Criteria | None:
        """What they look for, if it can be read."""
        unsealed = self.unseal()
        return unsealed.criteria if unsealed else None

    @property
    def person_id(self) -> str | None:
        """The id of the person who waits, for blocks; None if nobody can tell any more."""
        return unseal_person(self.sealed_person, self.chat_id, self.created_at)

    @classmethod
    async def cancel(cls, viewer: Viewer) -> None:
        """Stops waiting. If the request has become a chat meanwhile, the chat remains."""
        await asyncio.to_thread(chat_keys.destroy_keys, *await cls._cancel(viewer))

    @classmethod
    @transaction
    async def _cancel(cls, viewer: Viewer) -> list[str]:
        await lock("matches")
        chat_id = (await viewer.reload_vault()).pending_match
        if not chat_id or await Chat.exists(id=chat_id):
            return []
        await viewer.change_vault(lambda vault: vault.stop_waiting())
        await cls.filter(chat_id=chat_id).delete()
        return [chat_id]

    @classmethod
    @transaction
    async def delete_expired(cls) -> list[str]:
        """Deletes the requests whose day is over. Returns the ids of their chats, whose keys are to be destroyed."""
        await lock("matches")
        expired = cls.filter(created_at__lte=clock.now() - LIFETIME)
        chat_ids = list(map(str, await expired.values_list("chat_id", flat=True)))
        await expired.delete()
        return chat_ids


def match_channel(chat_id: str) -> str:
    """Returns the bus channel that is nudged when a match request becomes this chat."""
    return f"channel:match:{chat_id}"


async def _recent_partners(viewer: Viewer) -> dict[str, str]:
    """Returns the pair tags of the people that the viewer has chats with, and when each began."""
    memberships = await Membership.find_all(viewer, viewer.vault.chats)
    people = [
        (one.other.person_id, one.chat.created_at) for one in sorted(memberships, key=lambda one: one.chat.created_at)
    ]
    return {pair_tag(viewer.person_id, person_id): since.isoformat() for person_id, since in people if person_id}
