"""The tree of answers under a post: a page of it, a branch of it, and how it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tortoise.expressions import Q, Subquery

from arcanon.comments.models import Comment
from arcanon.comments.place import LEVELS, STEP
from arcanon.paging import Order, Page, after, cut, place
from arcanon.posts.models import Post

BRANCH_SHOWN = 10  # answers below a first answer that its thread shows; the rest have a page of their own

SORTS: dict[str, Order] = {
    "oldest": ("number",),
    "newest": ("-number",),
    "liked": ("-like_count", "-number"),
}


async def under(post: Post, cursor: str, *, sort: str, size: int) -> Page[Comment]:
    """A page of first answers in an order, each with the first answers below it, as deep as they go. One query."""
    order = SORTS[sort]
    firsts = after(Comment.filter(post_id=post.id, depth=0), cursor, order).limit(size + 1)
    rows = await Comment.filter(
        post_id=post.id, root__in=Subquery(firsts.values("number")), place__lte=BRANCH_SHOWN
    ).order_by("path")
    is_backwards = order[0].startswith("-")
    roots = sorted(
        (row for row in rows if not row.depth),
        key=lambda row: [getattr(row, name.lstrip("-")) for name in order],
        reverse=is_backwards,
    )
    page = cut(roots, order, size)
    branches: dict[int, list[Comment]] = {root.number: [] for root in page.rows}
    for row in rows:
        if row.root in branches:
            branches[row.root].append(row)
    return Page([row for branch in branches.values() for row in branch], page.next)


async def branch_of(comment: Comment, cursor: str, *, size: int) -> Page[Comment]:
    """A comment and what stands after it below the same first answer, under all that is above it. One query."""
    order: Order = ("path",)
    last = place(cursor, order)
    begin = str(last[0]) if last else comment.path
    above = [begin[: STEP * level] for level in range(1, LEVELS + 1) if STEP * level < len(begin) + bool(last)]
    rows = Comment.filter(post_id=comment.post_id, root=comment.root)
    found = await rows.filter(Q(path__in=above) | Q(path__gte=begin)).order_by("path").limit(size + 2 + len(above))
    page = cut([row for row in found if row.path >= begin and not (last and row.path == begin)], order, size)
    # What is above the first of them is drawn again, so that nothing hangs in the air.
    first = page.rows[0].path if page.rows else begin
    frame = [row for row in found if row.path in above and first.startswith(row.path) and row not in page.rows]
    return Page([*frame, *page.rows], page.next)


@dataclass
class Branch:
    """A comment and those below it."""

    comment: Comment
    below: list["Branch"] = field(default_factory=list)


def of(comments: Sequence[Comment]) -> list[Branch]:
    """Comments in the order of their paths, each below the one it hangs on; what hangs on none of them stands first."""
    firsts: list[Branch] = []
    by_path: dict[str, Branch] = {}
    for comment in comments:
        branch = by_path[comment.path] = Branch(comment)
        above = by_path.get(comment.path[:-STEP])
        (above.below if above else firsts).append(branch)
    return firsts
