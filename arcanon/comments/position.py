"""Where a comment stands in its thread: a materialised path of numbers, and the pages that are read along it."""

from typing import Any, Self

from tortoise import fields
from tortoise.expressions import Q, Subquery
from tortoise.models import Model

from arcanon.db.statements import Statements
from arcanon.web.paging import Order, Page, make_page, read_cursor, rows_after

MAX_BRANCH_SHOWN = 10  # replies below a top-level comment that its thread shows; the others have a page of their own
LEVELS = 4  # a reply to a comment on the last level stands beside it, not below it
STEP = 6  # digits of each number in a path

# What remains of a comment that is deleted although it has replies.
POSITION_COLUMNS = (
    "number",
    "path",
    "depth",
    "root_number",
    "branch_position",
    "branch_size",
    "parent_id",
    "parent_name",
)

SORTS: dict[str, Order] = {
    "oldest": ("number",),
    "newest": ("-number",),
    "liked": ("-like_count", "-number"),
}


class Position(Model):
    """The place of a comment.

    `number` counts within the post. `path` contains the numbers of the comments above it and its own, so that in the
    order of the paths each comment follows what it replies to. `root_number` is the number of the top-level comment
    above it, and `branch_position` counts below that.
    """

    number = fields.IntField()
    path = fields.CharField(max_length=STEP * LEVELS)
    depth = fields.SmallIntField()
    root_number = fields.IntField()
    branch_position = fields.IntField(default=0)
    branch_size = fields.IntField(default=0)  # of a top-level comment: how many positions it has given below it
    parent_id = fields.CharField(max_length=16, default="")  # the comment it replies to; "" for the post itself
    parent_name = fields.CharField(max_length=64, default="")

    id: Any
    post_id: str
    name: Any

    class Meta:
        abstract = True

    @property
    def has_more_replies(self) -> bool:
        """Whether it is a top-level comment with more replies below it than its thread shows."""
        return not self.depth and self.branch_size > MAX_BRANCH_SHOWN

    @classmethod
    async def page_under(cls, post_id: str, cursor: str, *, sort: str, size: int) -> Page[Self]:
        """Returns a page of top-level comments, each with the first replies below it, however deep. One query."""
        order = SORTS[sort]
        top_level = rows_after(cls.filter(post_id=post_id, depth=0), cursor, order).limit(size + 1)
        rows = await cls.filter(
            post_id=post_id,
            root_number__in=Subquery(top_level.values("number")),
            branch_position__lte=MAX_BRANCH_SHOWN,
        ).order_by("path")
        roots = sorted(
            (row for row in rows if not row.depth),
            key=lambda row: [getattr(row, name.lstrip("-")) for name in order],
            reverse=order[0].startswith("-"),
        )
        page = make_page(roots, order, size)
        branches: dict[int, list[Self]] = {root.number: [] for root in page.rows}
        for row in rows:
            if row.root_number in branches:
                branches[row.root_number].append(row)
        return Page([row for branch in branches.values() for row in branch], page.next)

    @classmethod
    async def page_from(cls, comment: Self, cursor: str, *, size: int) -> Page[Self]:
        """Returns a comment, everything above it, and the replies below it. One query."""
        order: Order = ("path",)
        position = read_cursor(cursor, order)
        start = str(position[0]) if position else comment.path
        above = [start[: STEP * level] for level in range(1, LEVELS + 1) if STEP * level < len(start) + bool(position)]
        rows = cls.filter(post_id=comment.post_id, root_number=comment.root_number)
        # What is below it; or beside it, on the last level, where replies stand beside each other.
        below = Q(path__gte=start, path__startswith=comment.path[: STEP * (LEVELS - 1)])
        found = await rows.filter(Q(path__in=above) | below).order_by("path").limit(size + 2 + len(above))
        following = [row for row in found if row.path >= start and not (position and row.path == start)]
        page = make_page(following, order, size)
        # What is above the first of them is drawn again, so that each reply has its comment above it.
        first = page.rows[0].path if page.rows else start
        frame = [row for row in found if row.path in above and first.startswith(row.path) and row not in page.rows]
        return Page([*frame, *page.rows], page.next)

    @classmethod
    def next_position(cls, post_id: str, number: int, parent: Self | None) -> Statements[dict[str, Any]]:
        """Yields a statement if need be; returns the columns that say where a new comment stands.

        Its top-level comment counts it.
        """
        if parent is None:
            return _top_level_position(number)
        rows = yield _COUNT_BRANCH, post_id, parent.root_number
        position = _reply_position(parent.path, number, rows[0]["branch_size"])
        return {**position, "parent_id": parent.id, "parent_name": parent.name}


_COUNT_BRANCH = """
    UPDATE comments SET branch_size = branch_size + 1 WHERE post_id = $1 AND number = $2 RETURNING branch_size"""


def _top_level_position(number: int) -> dict[str, Any]:
    """Returns the columns of a comment on the post itself."""
    position = {"path": f"{number:0{STEP}}", "depth": 0, "root_number": number, "branch_position": 0}
    return {**position, "parent_id": "", "parent_name": ""}


def _reply_position(parent_path: str, number: int, branch_position: int) -> dict[str, Any]:
    """Returns the columns of a reply. `branch_position` counts the comments below the same top-level comment."""
    path = parent_path[: STEP * (LEVELS - 1)] + f"{number:0{STEP}}"
    return {
        "path": path,
        "depth": len(path) // STEP - 1,
        "root_number": int(parent_path[:STEP]),
        "branch_position": branch_position,
    }
