"""A process that has kept nothing, as if it had just started."""

from arcanon.chats import kept
from arcanon.comments import threads
from arcanon.people import presence
from arcanon.posts import feeds
from arcanon.web import pieces


def keep_nothing() -> None:
    """Has the next page be read and drawn anew."""
    pieces.forget_all()
    presence.forget_all()
    kept.forget_all()
    feeds._kept.clear()
    threads._kept.clear()
