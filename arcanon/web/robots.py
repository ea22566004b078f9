"""What search engines may read: what everybody may, and no page that only asks for something (RFC 9309)."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

PERSONAL = (
    *("/appearance", "/chats", "/drafts", "/exit", "/invitations", "/join", "/live", "/login", "/logout"),
    *("/match", "/me", "/notifications", "/posts/new", "/search"),
)


async def robots(request: Request) -> Response:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PERSONAL), "Allow: /"]
    return PlainTextResponse("\n".join(lines) + "\n", headers={"Cache-Control": "public, max-age=86400"})
