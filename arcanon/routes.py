"""Every address, its view, its name, and how often one may use it: the sitemap."""

from starlette.convertors import IntegerConvertor, StringConvertor, register_url_convertor
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from arcanon import health, static
from arcanon.asks import views as asks
from arcanon.blocks import views as blocks
from arcanon.comments import views as comments
from arcanon.crypto import ALPHABET
from arcanon.likes import views as likes
from arcanon.limits import View, limited
from arcanon.matches import views as matches
from arcanon.notices import views as notices
from arcanon.people import drafts, preferences
from arcanon.people import pages as about
from arcanon.people import views as people
from arcanon.posts import views as posts
from arcanon.rooms import care
from arcanon.rooms import views as rooms
from arcanon.search import views as search


class IdConvertor(StringConvertor):
    """An id as we make them; anything else in its place is no address of ours."""

    regex = f"[{ALPHABET}]{{1,16}}"


class TokenConvertor(StringConvertor):
    """A secret address as `secrets.token_urlsafe` makes it."""

    regex = "[A-Za-z0-9_-]{20,64}"


class KeyConvertor(StringConvertor):
    """The one-time key of a form."""

    regex = "[a-z0-9-]{1,32}"


class NumberConvertor(IntegerConvertor):
    """The number of a message; no room has as many as would not fit into the database."""

    regex = "[0-9]{1,9}"


register_url_convertor("number", NumberConvertor())
register_url_convertor("id", IdConvertor())
register_url_convertor("token", TokenConvertor())
register_url_convertor("key", KeyConvertor())


def get(path: str, view: View, name: str) -> Route:
    return Route(path, view, methods=["GET"], name=name)


def post(path: str, view: View, name: str, limit: str) -> Route:
    return Route(path, limited(view, limit, name), methods=["POST"], name=name)


def form(path: str, view: View, name: str, limit: str) -> Route:
    """An address that draws a form on GET and takes it on POST."""
    return Route(path, limited(view, limit, name), methods=["GET", "POST"], name=name)


routes: list[BaseRoute] = [
    get("/", posts.index, "posts:index"),
    get("/feed.atom", posts.feed, "posts:feed"),
    get("/search", search.index, "search:index"),
    get("/posts/new", posts.new, "posts:new"),
    post("/posts", posts.create, "posts:create", "30/hour"),
    post("/posts/preview", posts.preview, "posts:preview", "120/hour"),
    get("/posts/{post:id}", comments.thread_page, "posts:show"),
    form("/posts/{post:id}/edit", posts.edit, "posts:edit", "60/hour"),
    form("/posts/{post:id}/delete", posts.delete, "posts:delete", "60/hour"),
    post("/posts/{post:id}/hide", posts.hide, "posts:hide", "120/hour"),
    form("/posts/{post:id}/ask", asks.ask, "asks:post", "20/hour"),
    form("/posts/{post:id}/block", blocks.block, "blocks:post", "60/hour"),
    get("/posts/{post:id}/fresh", comments.fresh, "comments:fresh"),
    WebSocketRoute("/posts/{post:id}/live", comments.follow, name="comments:live"),
    post("/posts/{post:id}/like", likes.like, "posts:like", "120/minute"),
    post("/posts/{post:id}/comments", comments.create, "comments:create", "20/10 minutes"),
    get("/comments/{comment:id}", comments.show, "comments:show"),
    get("/comments/{comment:id}/answer", comments.answer, "comments:answer"),
    form("/comments/{comment:id}/edit", comments.edit, "comments:edit", "60/hour"),
    form("/comments/{comment:id}/delete", comments.delete, "comments:delete", "60/hour"),
    post("/comments/{comment:id}/like", likes.like, "comments:like", "120/minute"),
    form("/comments/{comment:id}/ask", asks.ask, "asks:comment", "20/hour"),
    form("/comments/{comment:id}/block", blocks.block, "blocks:comment", "60/hour"),
    get("/requests", asks.index, "asks:index"),
    post("/requests/{ask:id}/accept", asks.accept, "asks:accept", "60/hour"),
    post("/requests/{ask:id}/decline", asks.decline, "asks:decline", "60/hour"),
    post("/requests/{ask:id}/withdraw", asks.withdraw, "asks:withdraw", "60/hour"),
    form("/requests/{ask:id}/block", blocks.block_asker, "blocks:ask", "60/hour"),
    get("/notices", notices.index, "notices:index"),
    post("/notices/seen", notices.see, "notices:see_all", "120/hour"),
    post("/notices/{notice:id}/seen", notices.see, "notices:see", "120/minute"),
    post("/notices/{notice:id}/open", notices.open_it, "notices:open", "120/minute"),
    get("/notices/feed/{token:token}", notices.feed, "notices:feed"),
    form("/join", people.join, "people:join", "60/hour"),
    post("/join/words", people.words, "people:words", "60/hour"),
    post("/join/proof", people.prove, "people:prove", "60/hour"),
    post("/join/confirm", people.confirm, "people:confirm", "30/hour"),
    form("/login", people.sign_in, "people:sign_in", "120/hour"),
    post("/logout", people.sign_out, "people:sign_out", "60/hour"),
    post("/logout/everywhere", people.sign_out, "people:sign_out_everywhere", "60/hour"),
    get("/me", people.me, "people:me"),
    get("/me/likes", people.my_likes, "people:likes"),
    form("/me/settings", preferences.show, "people:settings", "60/hour"),
    get("/me/blocks", blocks.index, "blocks:index"),
    post("/me/blocks/{block:id}/lift", blocks.lift, "blocks:lift", "60/hour"),
    post("/drafts", drafts.save, "people:draft", "1000/hour"),
    form("/drafts/{key:key}/discard", drafts.discard, "people:discard", "60/hour"),
    get("/match", matches.show, "matches:show"),
    post("/match", matches.ask, "matches:ask", "30/hour"),
    post("/match/widen", matches.widen, "matches:widen", "30/hour"),
    post("/match/cancel", matches.cancel, "matches:cancel", "30/hour"),
    get("/rooms", rooms.index, "rooms:index"),
    get("/rooms/{room:id}", rooms.show, "rooms:show"),
    get("/rooms/{room:id}/messages", rooms.messages, "rooms:messages"),
    post("/rooms/{room:id}/messages", rooms.say, "rooms:say", "60/minute"),
    form("/rooms/{room:id}/messages/{number:number}/take-back", rooms.take_back, "rooms:take_back", "60/minute"),
    post("/rooms/{room:id}/seen", rooms.see, "rooms:see", "120/minute"),
    get("/rooms/{room:id}/stream", rooms.stream, "rooms:stream"),
    form("/rooms/{room:id}/settings", care.settings, "rooms:settings", "120/hour"),
    form("/rooms/{room:id}/reveal", care.reveal, "rooms:reveal", "60/hour"),
    post("/rooms/{room:id}/reveal/withdraw", care.withdraw, "rooms:withdraw", "60/hour"),
    form("/rooms/{room:id}/end", care.end, "rooms:end", "60/hour"),
    form("/rooms/{room:id}/burn", care.burn, "rooms:burn", "60/hour"),
    form("/rooms/{room:id}/block", blocks.block_room, "blocks:room", "60/hour"),
    WebSocketRoute("/rooms/{room:id}/live", rooms.follow, name="rooms:live"),
    WebSocketRoute("/rooms/live", rooms.follow_all, name="rooms:all"),
    WebSocketRoute("/match/live", matches.follow, name="matches:live"),
    WebSocketRoute("/live", notices.follow, name="notices:live"),
    form("/exit", people.exit, "people:exit", "1000/hour"),
    form("/appearance", preferences.appearance, "appearance", "120/minute"),
    get("/accessibility", about.accessibility, "accessibility"),
    get("/privacy", about.privacy, "privacy"),
    get("/rules", about.rules, "rules"),
    get("/favicon.ico", static.no_icon, "no_icon"),
    get("/healthz", health.healthz, "healthz"),
    get("/readyz", health.readyz, "readyz"),
    Mount("/static", static.Versioned(), name="static"),
]
