"""The posts of a feed, page by page. What one reader hides is left out of what is read for everybody.

A page looks at `MAX_SCANNED` posts at most: somebody who hides almost everything gets short pages, and a link to go on.
"""

from dataclasses import dataclass, field

from arcanon.db import revisions
from arcanon.people.models import Visitor
from arcanon.posts.hiding import hides_anything, without_hidden
from arcanon.posts.models import SORTS, Post
from arcanon.text import clock
from arcanon.web import paging
from arcanon.web.kept_pages import KeptPages
from arcanon.web.paging import MAX_CURSOR_LENGTH, Page

FEED_SIZE = 20  # posts
MAX_SCANNED = 200


@dataclass(frozen=True)
class Feed:
    """Which posts, in which order."""

    sort: str = "new"
    period: str = "week"  # of the most liked
    topic: str = ""

    @property
    def minute(self) -> str:
        """The minute, if what is in the feed depends on the time."""
        return f"{clock.now():%Y-%m-%d %H:%M}" if self.sort == "top" and self.period != "all" else ""


@dataclass(frozen=True)
class FeedPage(Page[Post]):
    """Some posts, and their cards as most people see them, by the level of their headings: each in UTF-8."""

    cards: dict[int, list[bytes]] = field(default_factory=dict)


_kept = KeptPages[FeedPage]()
_kept_posts = KeptPages[Page[Post]]()


async def read_page(viewer: Visitor, feed: Feed, cursor: str) -> FeedPage:
    """Returns the posts after a cursor, without those that this viewer hides. A query or two, or none."""
    page, vault = await _read(feed, cursor, FEED_SIZE), viewer.vault
    if not hides_anything(vault, feed.topic):
        return page
    found: list[Post] = []
    scanned = 0
    while True:
        for post in await without_hidden(vault, page.rows, feed.topic):
            if len(found) == FEED_SIZE:
                return FeedPage(found, paging.make_cursor(found[-1], SORTS[feed.sort]))
            found.append(post)
        scanned += len(page.rows)
        if not page.next or scanned >= MAX_SCANNED:
            return FeedPage(found, page.next)
        page = await _read(feed, page.next, MAX_SCANNED - FEED_SIZE)


async def _read(feed: Feed, cursor: str, size: int) -> FeedPage:
    """Returns what is the same for everybody; it is kept until a post changes."""
    key, today = (feed, feed.minute, cursor[:MAX_CURSOR_LENGTH], size), clock.today()
    stamp = (await revisions.look("posts"), today)  # of which the cards say "yesterday"
    if kept := _kept.find(key, stamp):
        return kept
    posts = Post.feed(sort=feed.sort, period=feed.period, topic=feed.topic)
    found = await paging.paginate(posts, cursor, order=SORTS[feed.sort], size=size)
    page = FeedPage(found.rows, found.next)
    _kept.keep(key, stamp, page)
    return page


async def read_post(viewer: Visitor, post_id: str) -> Post:
    """Returns a post to be shown, never to be changed. A query, or none. Raises `GoneError`."""
    stamp = (await revisions.look("posts"), clock.today())
    if kept := _kept_posts.find(post_id, stamp):
        return kept.rows[0]
    post = await Post.find_visible(viewer, post_id)
    _kept_posts.keep(post_id, stamp, Page([post], ""))
    return post
