"""Searching in what everybody may read."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from arcanon import markdown, words
from arcanon.comments.models import Comment
from arcanon.pages import render
from arcanon.posts.models import Post
from arcanon.search.models import Entry
from arcanon.text import clean_line

PAGE_SIZE = 20
QUERY_AT_MOST = 200  # characters
AROUND = 80  # characters shown before the first word that was found

Pieces = list[tuple[str, bool]]


@dataclass(frozen=True)
class Result:
    """What was found, in pieces: those with a word that was asked for are marked."""

    subject: Post | Comment
    post: Post
    title: Pieces
    text: Pieces

    @property
    def is_post(self) -> bool:
        return self.subject is self.post


async def index(request: Request) -> Response:
    query = clean_line(request.query_params.get("q", ""))[:QUERY_AT_MOST]
    cursor, stems = request.query_params.get("after", ""), words.asked(query)
    page = await Entry.search(stems, cursor, size=PAGE_SIZE)
    results = [_result(entry, stems) for entry in page.rows if not entry.post.is_hidden_from(request.user)]
    context = {
        "query_words": query,
        "asks": bool(stems),
        "results": results,
        "hidden": len(page.rows) - len(results),
        "next": page.next,
        "cursor": cursor,
    }
    return render(request, "search/index.html#results", context)


def _result(entry: Entry, stems: list[str]) -> Result:
    subject = entry.comment or entry.post
    is_folded = bool(entry.post.warning) and subject is entry.post
    text = entry.post.warning if is_folded else markdown.plain(subject.html).replace("\n", " ")
    return Result(
        subject=subject,
        post=entry.post,
        title=words.marked(entry.post.heading, stems),
        text=words.marked(text, stems, around=AROUND),
    )
