"""The comments of a thread, page by page; what was read is kept until a comment changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from arcanon.comments.models import Comment
from arcanon.db import revisions
from arcanon.db.errors import GoneError
from arcanon.people.models import Visitor
from arcanon.posts.models import Post
from arcanon.text import clock
from arcanon.web.kept_pages import KeptPages
from arcanon.web.paging import MAX_CURSOR_LENGTH, Page
from arcanon.web.pieces import Key

THREAD_SIZE = 20  # top-level comments, each with those below it


@dataclass(frozen=True)
class ThreadPage(Page[Comment]):
    """Some comments of a thread, and how they were drawn for most people, in UTF-8."""

    drawn: dict[Key, bytes] = field(default_factory=dict)


_kept = KeptPages[ThreadPage]()


async def read_thread(post_id: str, cursor: str, sort: str) -> ThreadPage:
    """Returns the comments under a post after a cursor. One query, or none."""
    key = (post_id, cursor[:MAX_CURSOR_LENGTH], sort)
    stamp = (await revisions.look("comments"), clock.today())  # of which they say "yesterday"
    page = _kept.find(key, stamp)
    if page is None:
        found = await Comment.page_under(post_id, cursor, sort=sort, size=THREAD_SIZE)
        page = ThreadPage(found.rows, found.next)
        _kept.keep(key, stamp, page)
    return page


async def find_subject(viewer: Visitor, ids: Mapping[str, str]) -> Post | Comment:
    """Returns the "comment", or else the "post", that an address names. Raises `GoneError` if there is none."""
    if "comment" not in ids:
        return await Post.find_visible(viewer, ids["post"])
    found = await Comment.visible_to(viewer).select_related("post").get_or_none(id=ids["comment"])
    if found is None:
        raise GoneError(ids["comment"])
    return found
