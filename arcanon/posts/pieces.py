"""What is drawn of posts, and kept: each by all that it shows."""

from markupsafe import Markup
from starlette.requests import Request

from arcanon.posts.feeds import FeedPage
from arcanon.posts.models import Post
from arcanon.web.pieces import Key
from arcanon.web.rendering import render_piece


def draw_card(
    request: Request, post: Post, *, level: int, is_own: bool = False, is_liked: bool = False, has_focus: bool = False
) -> Markup:
    """Draws a post as a list shows it, under a title of this level."""
    key = (*post.shown, level, has_focus, is_own, is_liked)
    context = {
        "post": post,
        "level": level,
        "has_focus": has_focus,
        "is_whole": False,
        "is_own": is_own,
        "is_liked": is_liked,
    }
    return render_piece(request, "posts/_post.html", key, context)


def draw_post(request: Request, post: Post, *, is_returning: bool) -> Markup:
    """Draws a post as its own page shows it."""
    viewer = request.user
    is_own, is_liked = post.is_by(viewer), post.id in viewer.liked
    choices: Key = (viewer.is_signed_in, post.id in viewer.vault.hidden_posts, viewer.vault.has_blocked(post.id))
    context = {
        "post": post,
        "level": 1,
        "is_returning": is_returning,
        "is_whole": True,
        "is_own": is_own,
        "is_liked": is_liked,
    }
    key = (post.body, *post.shown, is_returning, is_own, is_liked, *choices)
    return render_piece(request, "posts/_post.html", key, context)


def draw_list(request: Request, page: FeedPage, *, level: int, is_fragment: bool, pager: str) -> bytes:
    """Draws the cards of some posts, and what leads on from there, in UTF-8.

    Most of the cards are the same for everybody: only those that the viewer wrote or likes are looked for one by one.
    """
    cards = page.cards.get(level)
    if cards is None:
        cards = page.cards[level] = [draw_card(request, post, level=level).encode() for post in page.rows]
    viewer, own = request.user, list(cards)
    tag, liked = viewer.tag, viewer.liked
    for place, post in enumerate(page.rows):
        is_own, is_liked, has_focus = post.tag == tag(post.scope), post.id in liked, is_fragment and place == 0
        if is_own or is_liked or has_focus:
            card = draw_card(request, post, level=level, is_own=is_own, is_liked=is_liked, has_focus=has_focus)
            own[place] = card.encode()
    return b"".join((*own, pager.encode()))
