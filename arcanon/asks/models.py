"""Asks to talk: from somebody who has read something, to whoever wrote it."""

import secrets
from datetime import timedelta

from tortoise import fields
from tortoise.expressions import F, Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from arcanon import clock, crypto, settings
from arcanon.blocks.models import Block
from arcanon.comments.models import Comment
from arcanon.database import GoneError, erase, unit
from arcanon.notices.models import Notice
from arcanon.people import authorship
from arcanon.people.models import Viewer, Visitor
from arcanon.people.vault import Vault
from arcanon.posts.models import Post
from arcanon.rooms.models import ID_LENGTH, Room, scope

LIFE = timedelta(days=7)
LINE_AT_MOST = 300  # characters


class AskedError(Exception):
    """Somebody has an open ask in this thread already."""


class Ask(Model):
    """Somebody asks the writer of a post or comment to talk, and has made the room and their own seat beforehand.

    "declined" is never told to who asked: for them it is open until its days are over. What a block keeps from the
    writer is declined from the start.
    """

    room_id = fields.CharField(primary_key=True, max_length=ID_LENGTH)
    post: fields.ForeignKeyRelation[Post] = fields.ForeignKeyField("arcanon.Post", related_name="asks")
    comment: fields.ForeignKeyNullableRelation[Comment] = fields.ForeignKeyField(
        "arcanon.Comment", related_name="asks", null=True
    )
    state = fields.CharField(max_length=8, default="open")
    to_tag = fields.CharField(max_length=32)  # the writer's, of the thread
    asker_tag = fields.CharField(max_length=32)  # the asker's, for all they ask in this thread
    reply_tag = fields.CharField(max_length=32)  # the asker's, for this ask alone
    seat_tag = fields.CharField(max_length=32)  # the asker's, in the room to come
    writer = fields.BinaryField(null=True)  # the asker, sealed under the key of the day: blocks reach here
    line = fields.CharField(max_length=LINE_AT_MOST)
    created_at = fields.DatetimeField()

    post_id: str

    class Meta:
        table = "asks"
        unique_together = (("post", "asker_tag"),)
        indexes = (("to_tag", "state"), ("comment_id",), ("created_at",))

    @classmethod
    def alive(cls) -> QuerySet["Ask"]:
        return cls.filter(created_at__gt=clock.now() - LIFE)

    @classmethod
    async def to(cls, viewer: Viewer, room_id: str) -> "Ask | None":
        """This ask, if it is open and this viewer's to answer."""
        asks, _ = await cls.concerning(viewer)
        return next((ask for ask in asks if ask.room_id == room_id), None)

    @classmethod
    def by(cls, viewer: Visitor) -> QuerySet["Ask"]:
        """What this viewer has asked and is open, as far as they may know."""
        return cls.alive().filter(room_id__in=viewer.vault.asks).select_related("post", "comment")

    @classmethod
    async def concerning(cls, viewer: Viewer) -> tuple[list["Ask"], dict[str, "Ask"]]:
        """What this viewer may answer, the oldest first, and what they have asked, by its room. Two queries at most."""
        theirs = Q(state="open", to_tag__in=viewer.tags if viewer.vault.takes_asks else [])
        found = await cls.alive().filter(theirs | Q(room_id__in=viewer.vault.asks)).select_related("post", "comment")
        sent = {ask.room_id: ask for ask in found if ask.room_id in viewer.vault.asks}
        asks = sorted((ask for ask in found if ask.room_id not in sent), key=lambda ask: ask.created_at)
        return await cls._reaching(viewer, asks), sent

    @classmethod
    async def _reaching(cls, viewer: Viewer, asks: list["Ask"]) -> list["Ask"]:
        """Those that no block kept away when they were sent."""
        window = timedelta(days=settings.current().authorship_days)
        unsure = [ask for ask in asks if ask.created_at - ask.subject.created_at > window]
        sent = {ask.room_id: (ask.asker(), ask.created_at) for ask in unsure}
        kept_away = await Block.kept_away(viewer.person_id, sent)
        return [ask for ask in asks if ask.room_id not in kept_away]

    @classmethod
    @unit
    async def send(cls, viewer: Viewer, subject: Post | Comment, line: str, key: str) -> "Ask":
        """Asks the writer of a post or comment. The same one-time key asks once.

        Raises `AskedError` when there is an open ask in this thread already, `GoneError` when it was just deleted.
        """
        post_id = subject.id if isinstance(subject, Post) else subject.post_id
        room_id = crypto.id_from(viewer.tag(f"ask {post_id} {key}"), ID_LENGTH)
        asker_tag = viewer.tag(f"asks {post_id}")
        vault = await viewer.look_again()
        await Room.check_space(viewer)
        lived = {ask.room_id for ask in await cls.alive().filter(room_id__in=vault.asks)}

        def keep(vault: Vault) -> None:
            # Asks that nobody answered are forgotten at the next one.
            for one in [one for one in vault.asks if one not in lived]:
                vault.forget("asks", one)
            vault.keep("asks", room_id)
            vault.keep_room(room_id)
            vault.hear_of(f"ask {room_id}")

        await viewer.change_vault(keep)
        # The post's row is ours from here, so that neither it nor the comment is deleted in between.
        if not await Post.filter(id=post_id).update(comment_count=F("comment_count")):
            raise GoneError(post_id)
        if not await type(subject).exists(id=subject.id):
            raise GoneError(subject.id)
        await cls.filter(post_id=post_id, asker_tag=asker_tag, created_at__lte=clock.now() - LIFE).delete()
        earlier = await cls.get_or_none(post_id=post_id, asker_tag=asker_tag)
        if earlier:
            if earlier.room_id != room_id:
                raise AskedError(post_id)
            return earlier
        writer = authorship.unseal(subject.writer, subject.id, subject.created_at)
        is_kept_away = bool(writer and await Block.apart(viewer.person_id, [writer]))
        comment_id = subject.id if isinstance(subject, Comment) else None
        ask = await cls.create(
            room_id=room_id,
            post_id=post_id,
            comment_id=comment_id,
            state="declined" if is_kept_away else "open",
            to_tag=subject.tag,
            asker_tag=asker_tag,
            reply_tag=viewer.tag(f"ask {room_id}"),
            seat_tag=viewer.tag(scope(room_id)),
            writer=authorship.seal(viewer, room_id),
            line="" if is_kept_away else line,
            created_at=clock.now(),
        )
        if not is_kept_away:
            # When nobody can tell any more who wrote it, blocks are looked at by whom it is for.
            asker = None if writer else authorship.seal(viewer, room_id)
            await Notice.tell(subject.tag, "ask", room_id, post=post_id, comment=comment_id, asker=asker)
        return ask

    @unit
    async def accept(self, viewer: Viewer) -> Room:
        """Opens the room, under fresh names for both. Raises `GoneError` when the ask is no longer there.

        When a block stands between the two since, the room opens all the same and nobody comes: else whoever blocks
        a writer could see, by the ask that fails, who that writer is.
        """
        await Room.check_space(viewer)
        await viewer.change_vault(lambda vault: vault.keep_room(self.room_id))
        erase()
        asker = self.asker()
        is_kept_apart = bool(asker and await Block.apart(viewer.person_id, [asker]))
        if not await self._close():
            raise GoneError(self.room_id)
        asker_seat = secrets.token_hex(16) if is_kept_apart else self.seat_tag
        room = await Room.between(
            self.room_id, (asker_seat, asker), (viewer.tag(scope(self.room_id)), viewer.person_id)
        )
        await room.begin_with(self.line)
        if not is_kept_apart:
            await Ask.filter(room_id=self.room_id).delete()
            await Notice.tell(self.reply_tag, "accepted", self.room_id)
        return room

    @unit
    async def decline(self) -> None:
        """Says no to nobody: the ask is not shown any more, and its words are gone."""
        erase()
        await self._close()

    async def _close(self) -> bool:
        """Takes the ask from those that are open: one conditional change of one row, one winner."""
        await Notice.untell("ask", self.room_id)
        return bool(await Ask.filter(room_id=self.room_id, state="open").update(state="declined", line=""))

    def asker(self) -> str | None:
        """The id of the person who asks, for a block; None when nobody can tell any more."""
        return authorship.unseal(self.writer, self.room_id, self.created_at)

    @classmethod
    @unit
    async def withdraw(cls, viewer: Viewer, room_id: str) -> None:
        """Takes one's own ask back. Raises `GoneError` when there is none, or when it is a conversation by now."""
        if not await cls.by(viewer).filter(room_id=room_id).exists():
            raise GoneError(room_id)

        def forget(vault: Vault) -> None:
            vault.forget("asks", room_id)
            vault.forget_room(room_id)

        await viewer.change_vault(forget)
        erase()
        await Notice.untell("ask", room_id)
        if not await cls.filter(room_id=room_id).delete():
            raise GoneError(room_id)

    @classmethod
    @unit
    async def sweep(cls) -> None:
        """Forgets the asks whose days are over, and the notices of them."""
        erase()
        over = cls.filter(created_at__lte=clock.now() - LIFE)
        await Notice.untell("ask", *map(str, await over.values_list("room_id", flat=True)))
        await over.delete()

    @property
    def subject(self) -> Post | Comment:
        """What it is about: the comment, or the post itself."""
        return self.comment or self.post
