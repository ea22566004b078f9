"""Searching in what everybody may read."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from arcanon.comments.models import Comment
from arcanon.posts.hiding import without_hidden
from arcanon.posts.models import Post
from arcanon.search.models import Entry, stemmer
from arcanon.text import markdown
from arcanon.text.normalisation import clean_line
from arcanon.web.rendering import render

PAGE_SIZE = 20
MAX_QUERY_LENGTH = 200  # characters
CONTEXT_LENGTH = 80  # characters shown before the first match

Pieces = list[tuple[str, bool]]


@dataclass(frozen=True)
class Result:
    """A post or comment that was found, its texts in pieces, of which the matches are marked True."""

    subject: Post | Comment
    post: Post
    title: Pieces
    text: Pieces

    @property
    def is_post(self) -> bool:
        return self.subject is self.post


async def index(request: Request) -> Response:
    query = clean_line(request.query_params.get("q", ""))[:MAX_QUERY_LENGTH]
    cursor, stems = request.query_params.get("after", ""), stemmer().query_stems(query)
    page = await Entry.search(stems, cursor, size=PAGE_SIZE)
    shown = {post.id for post in await without_hidden(request.user.vault, [entry.post for entry in page.rows])}
    results = [_make_result(entry, stems) for entry in page.rows if entry.post.id in shown]
    context = {
        "query": query,
        "has_stems": bool(stems),
        "results": results,
        "hidden_count": len(page.rows) - len(results),
        "next": page.next,
        "cursor": cursor,
    }
    return render(request, "search/index.html#results", context)


def _make_result(entry: Entry, stems: list[str]) -> Result:
    subject = entry.comment or entry.post
    is_folded = bool(entry.post.warning) and subject is entry.post
    text = entry.post.warning if is_folded else markdown.plain(subject.rendered.markup).replace("\n", " ")
    return Result(
        subject=subject,
        post=entry.post,
        title=stemmer().mark_matches(entry.post.heading, stems),
        text=stemmer().mark_matches(text, stems, around=CONTEXT_LENGTH),
    )
