"""The comments of a thread, page by page; what was read is kept until a comment changes."""

from arcanon.comments.models import Comment
from arcanon.db import revisions
from arcanon.text import clock
from arcanon.web.kept_pages import KeptPages
from arcanon.web.paging import MAX_CURSOR_LENGTH, Page

THREAD_SIZE = 20  # top-level comments, each with those below it

_kept = KeptPages[Page[Comment]]()


async def read_thread(post_id: str, cursor: str, sort: str) -> Page[Comment]:
    """Returns the comments under a post after a cursor. One query, or none."""
    key = (post_id, cursor[:MAX_CURSOR_LENGTH], sort)
    stamp = (await revisions.look("comments"), clock.today())  # of which they say "yesterday"
    page = _kept.find(key, stamp)
    if page is None:
        page = await Comment.page_under(post_id, cursor, sort=sort, size=THREAD_SIZE)
        _kept.keep(key, stamp, page)
    return page
