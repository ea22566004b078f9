"""The index of what was written. It changes in the same unit of work as the words, and holds none of them in clear."""

import math
from dataclasses import dataclass
from typing import Any

from tortoise import fields
from tortoise.connection import get_connection
from tortoise.models import Model

from arcanon import crypto, settings, words
from arcanon.crypto import BrokenSealError
from arcanon.database import erase, unit
from arcanon.paging import Page

WINDOW = 200  # of the newest entries that have every word, so many are weighed against each other
TITLE_WEIGHS = 3.0


class Entry(Model):
    """The stems of one post or comment, blinded; SQLite's FTS5 and PostgreSQL's full text find them by these."""

    id = fields.IntField(primary_key=True)
    post: Any = fields.ForeignKeyField("arcanon.Post", related_name="entries")
    comment: Any = fields.ForeignKeyField("arcanon.Comment", related_name="entries", null=True)
    subject = fields.CharField(unique=True, max_length=16)  # the id of the comment, or of the post itself
    title_length = fields.SmallIntField(default=0)  # how many of the words are the title's
    words = fields.TextField()

    class Meta:
        table = "search_entries"
        indexes = (("post_id",), ("comment_id",))

    @classmethod
    async def put(cls, post_id: str, comment_id: str | None, title: str, text: str) -> str:
        """Enters what was written, or what it has become. Part of its unit of work. Returns its blinded stems."""
        title_words = words.blinded(title)
        found = " ".join([*title_words, *words.blinded(text)])
        values: dict[str, Any] = {"title_length": len(title_words), "words": found}
        subject = comment_id or post_id
        if not await cls.filter(subject=subject).update(**values):
            await cls.create(post_id=post_id, comment_id=comment_id, subject=subject, **values)
        return found

    @classmethod
    async def forget(cls, subject: str) -> None:
        """Takes something out whose row stays. What is deleted with its row goes by itself."""
        await cls.filter(subject=subject).delete()

    @classmethod
    async def search(cls, stems: list[str], cursor: str, *, size: int) -> Page["Entry"]:
        """The entries that have all of these stems, with their posts and comments, the best first. Two queries.

        The newest two hundred are weighed and come first, then the two hundred before them: so a search costs
        the same however much is written. A cursor that is not ours begins at the beginning.
        """
        before, start = _read(cursor)
        found = await _window(stems, before) if stems else []
        ranked = sorted(found, key=lambda hit: (-hit.weight(stems), -hit.id))
        here = ranked[start : start + size]
        rows = {row.id: row for row in await _entries([hit.id for hit in here])} if here else {}
        following = ""
        if start + size < len(ranked):
            following = _seal(before, start + size)
        elif len(found) == WINDOW:
            following = _seal(min(hit.id for hit in found), 0)
        return Page([rows[hit.id] for hit in here if hit.id in rows], following)


async def tidy() -> None:
    """Merges SQLite's index into one piece: what was deleted since leaves it only so, blinded though it is."""

    @unit
    async def merge() -> None:
        await get_connection("default").execute_query("INSERT INTO search_index (search_index) VALUES ('optimize')")
        erase()

    if settings.current().is_sqlite:
        await merge()


@dataclass(frozen=True)
class Hit:
    id: int
    title_length: int
    words: str

    def weight(self, stems: list[str]) -> float:
        """More for what is said often, in few words, and in a title."""
        # All of one length, with a space between: they need not be taken apart to be counted.
        step = words.BLIND_LENGTH + 1
        title = self.words[: self.title_length * step]
        said = sum(math.log1p(self.words.count(stem)) + TITLE_WEIGHS * (stem in title) for stem in stems)
        return said / math.sqrt(10 + len(self.words) / step)


async def _window(stems: list[str], before: int) -> list[Hit]:
    """The newest entries before a number that have all of these stems. They are letters, nothing else."""
    connection = get_connection("reader" if settings.current().is_sqlite else "default")
    if settings.current().is_sqlite:
        sql, asked = _SQLITE, " ".join(f'"{stem}"' for stem in stems)
    else:
        sql, asked = _POSTGRES, " & ".join(stems)
    return [Hit(**row) for row in await connection.execute_query_dict(sql, [asked, before, WINDOW])]


_SQLITE = """
    SELECT e.id, e.title_length, e.words FROM search_index i JOIN search_entries e ON e.id = i.rowid
    WHERE search_index MATCH ? AND i.rowid < ? ORDER BY i.rowid DESC LIMIT ?
"""

# GIN knows no order: to find the newest it would read all that match. So every entry has an era, as the migration
# makes it, and the newest eras are looked through first, then more and more of the older ones: the outer limit ends it.
_ERA = 5_000  # entries
_ERAS = (2, 8, 32, 128)  # looked through at a time; then all that is left
_FOUND = """
    SELECT id, title_length, words FROM search_entries
    WHERE to_tsvector('simple', words || ' era' || (id / 5000)::text) @@ to_tsquery('simple', $1::text{also})
        AND {before} ORDER BY id + 0 DESC LIMIT $3"""


def _postgres() -> str:
    """The query of `_window`, made of our own constants alone.

    The sums of an id and 0 keep PostgreSQL from going by the rows' numbers, which would take longer.
    """
    branches, past = [], 0
    for eras in _ERAS:
        span = f"generate_series(GREATEST(top.era - {past + eras - 1}, 0), top.era - {past}) AS n"
        also = f" || (SELECT ' & (' || string_agg('era' || n::text, ' | ') || ')' FROM top, {span})"  # noqa: S608
        branches.append(f"({_FOUND.format(also=also, before='id < $2::int')})")
        past += eras
    rest = f"id + 0 < (SELECT (era - {past - 1}) * {_ERA} FROM top)"  # noqa: S608
    branches.append(f"({_FOUND.format(also='', before=rest)})")
    top = f"LEAST($2::int, COALESCE((SELECT max(id) FROM search_entries), 0) + 1) / {_ERA}"  # noqa: S608
    return f"WITH top AS (SELECT {top} AS era) {' UNION ALL '.join(branches)} LIMIT $3"


_POSTGRES = _postgres()


async def _entries(ids: list[int]) -> list[Entry]:
    return await Entry.filter(id__in=ids).select_related("post", "comment")


NEWEST = 2**31 - 1


def _seal(before: int, start: int) -> str:
    return crypto.seal_text(_key(), f"{before} {start}", "search cursor")


def _read(cursor: str) -> tuple[int, int]:
    try:
        before, start = crypto.unseal_text(_key(), cursor, "search cursor").split()
    except BrokenSealError:
        return NEWEST, 0
    return int(before), int(start)


def _key() -> bytes:
    return crypto.derive(settings.current().secret, "cursor")
