"""The search index. It changes in the same transaction as the texts, and holds none of their words in the clear."""

import math
from dataclasses import dataclass
from typing import Any

from tortoise import fields
from tortoise.connection import get_connection
from tortoise.models import Model

from arcanon import crypto, settings
from arcanon.crypto import BrokenSealError
from arcanon.db.statements import Statements, insert
from arcanon.text.stems import STEM_LENGTH, Stemmer
from arcanon.web.paging import Page

WINDOW_SIZE = 200  # of the newest entries with every stem, so many are ranked against each other
TITLE_WEIGHT = 3.0


def stemmer() -> Stemmer:
    """Returns the stemmer for this site's secret and language."""
    current = settings.current()
    return Stemmer(current.secret, current.language)


class Entry(Model):
    """The blinded stems of one post or comment, for SQLite's FTS5 and PostgreSQL's full-text search."""

    id = fields.IntField(primary_key=True)
    post: Any = fields.ForeignKeyField("arcanon.Post", related_name="entries")
    comment: Any = fields.ForeignKeyField("arcanon.Comment", related_name="entries", null=True)
    subject = fields.CharField(unique=True, max_length=16)  # the id of the comment, or of the post itself
    title_length = fields.SmallIntField(default=0)  # how many of the stems are the title's
    stems = fields.TextField()  # between spaces

    class Meta:
        table = "search_entries"
        indexes = (("post_id",), ("comment_id",))

    @classmethod
    def add(cls, post_id: str, comment_id: str | None, title: str, text: str) -> Statements[None]:
        """Yields the statement that indexes a new text, in the same transaction."""
        subject = comment_id or post_id
        yield insert(
            cls, {"post_id": post_id, "comment_id": comment_id, "subject": subject, **_stem_columns(title, text)}
        )

    @classmethod
    async def put(cls, post_id: str, comment_id: str | None, title: str, text: str) -> None:
        """Indexes a text that was edited, in the same transaction."""
        values = _stem_columns(title, text)
        subject = comment_id or post_id
        if not await cls.filter(subject=subject).update(**values):
            await cls.create(post_id=post_id, comment_id=comment_id, subject=subject, **values)

    @classmethod
    async def stems_of(cls, subjects: list[str]) -> dict[str, str]:
        """Returns the stems of some posts or comments, by their ids. One query."""
        rows = await cls.filter(subject__in=subjects).values_list("subject", "stems")
        return {str(subject): str(stems) for subject, stems in rows}

    @classmethod
    async def search(cls, stems: list[str], cursor: str, *, size: int) -> Page["Entry"]:
        """Returns the entries that have all of these stems, with their posts and comments, the best first. Two queries.

        The newest `WINDOW_SIZE` matches are ranked and come first, then those before them: so a search costs the same
        however much is written. An invalid cursor means the first page.
        """
        before, start = _read_cursor(cursor)
        hits = await _find_window(stems, before) if stems else []
        ranked = sorted(hits, key=lambda hit: (-hit.score(stems), -hit.id))
        page = ranked[start : start + size]
        rows = {row.id: row for row in await _load_entries([hit.id for hit in page])} if page else {}
        next_cursor = ""
        if start + size < len(ranked):
            next_cursor = _make_cursor(before, start + size)
        elif len(hits) == WINDOW_SIZE:
            next_cursor = _make_cursor(min(hit.id for hit in hits), 0)
        return Page([rows[hit.id] for hit in page if hit.id in rows], next_cursor)


def _stem_columns(title: str, text: str) -> dict[str, Any]:
    title_stems = stemmer().stems(title)
    return {"title_length": len(title_stems), "stems": " ".join([*title_stems, *stemmer().stems(text)])}


@dataclass(frozen=True)
class Hit:
    id: int
    title_length: int
    stems: str

    def score(self, wanted: list[str]) -> float:
        """Returns a higher number for stems that occur often, in a short text, and in the title."""
        # All stems have one length, so they can be counted without splitting the string.
        step = STEM_LENGTH + 1
        title = self.stems[: self.title_length * step]
        frequency = sum(math.log1p(self.stems.count(stem)) + TITLE_WEIGHT * (stem in title) for stem in wanted)
        return frequency / math.sqrt(10 + len(self.stems) / step)


async def _find_window(stems: list[str], before: int) -> list[Hit]:
    """Returns the newest entries before a number that have all of these stems, which consist of letters only."""
    if settings.current().is_sqlite:
        match = " ".join(f'"{stem}"' for stem in stems)
        found = await get_connection("reader").execute_slowly(_SQLITE, [match, before, WINDOW_SIZE])  # type: ignore[attr-defined]
    else:
        values = [" & ".join(stems), before, WINDOW_SIZE]
        found = await get_connection("default").execute_query_dict(_POSTGRES, values)
    return [Hit(**row) for row in found]


_SQLITE = """
    SELECT e.id, e.title_length, e.stems FROM search_index i JOIN search_entries e ON e.id = i.rowid
    WHERE search_index MATCH ? AND i.rowid < ? ORDER BY i.rowid DESC LIMIT ?
"""

# A GIN index has no order: to find the newest matches, PostgreSQL would read all of them. So the migration's index
# gives every entry an era, and the query looks through the newest eras first, then ever more of the older ones, until
# the outer limit is reached.
_ERA_SIZE = 5_000  # entries
_ERAS = (2, 8, 32, 128)  # looked through at a time; after these, everything that is left
_FOUND = """
    SELECT id, title_length, stems FROM search_entries
    WHERE to_tsvector('simple', stems || ' era' || (id / 5000)::text) @@ to_tsquery('simple', $1::text{also})
        AND {before} ORDER BY id + 0 DESC LIMIT $3"""


def _build_postgres_query() -> str:
    """Returns the query of `_find_window`, which is built from our own constants alone.

    Adding 0 to an id keeps PostgreSQL from scanning the primary key, which would take longer.
    """
    branches, past = [], 0
    for eras in _ERAS:
        span = f"generate_series(GREATEST(top.era - {past + eras - 1}, 0), top.era - {past}) AS n"
        also = f" || (SELECT ' & (' || string_agg('era' || n::text, ' | ') || ')' FROM top, {span})"  # noqa: S608
        branches.append(f"({_FOUND.format(also=also, before='id < $2::int')})")
        past += eras
    rest = f"id + 0 < (SELECT (era - {past - 1}) * {_ERA_SIZE} FROM top)"  # noqa: S608
    branches.append(f"({_FOUND.format(also='', before=rest)})")
    top = f"LEAST($2::int, COALESCE((SELECT max(id) FROM search_entries), 0) + 1) / {_ERA_SIZE}"  # noqa: S608
    return f"WITH top AS (SELECT {top} AS era) {' UNION ALL '.join(branches)} LIMIT $3"


_POSTGRES = _build_postgres_query()


async def _load_entries(ids: list[int]) -> list[Entry]:
    return await Entry.filter(id__in=ids).select_related("post", "comment")


NEWEST = 2**31 - 1  # before any entry, in PostgreSQL's type of the id


def _make_cursor(before: int, start: int) -> str:
    return crypto.seal_text(_derive_key(), f"{before} {start}", "search cursor")


def _read_cursor(cursor: str) -> tuple[int, int]:
    try:
        before, start = crypto.unseal_text(_derive_key(), cursor, "search cursor").split()
    except BrokenSealError:
        return NEWEST, 0
    return int(before), int(start)


def _derive_key() -> bytes:
    return crypto.derive(settings.current().secret, "cursor")
