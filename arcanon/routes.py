"""Every address, its view, its name, and how often it may be used: the sitemap."""

from starlette.convertors import IntegerConvertor, StringConvertor, register_url_convertor
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from arcanon.blocks import views as blocks
from arcanon.chats.views import ending, messages, reading, revealing
from arcanon.chats.views import preferences as chat_preferences
from arcanon.comments import views as comments
from arcanon.crypto import ALPHABET
from arcanon.invitations import views as invitations
from arcanon.likes import views as likes
from arcanon.matches import views as matches
from arcanon.moderation import views as moderation
from arcanon.notifications import views as notifications
from arcanon.people import drafts, pages, preferences
from arcanon.people import views as people
from arcanon.people.pausing import writing
from arcanon.posts import views as posts
from arcanon.reports import views as reports
from arcanon.search import views as search
from arcanon.server import readiness
from arcanon.web import manifest, robots, static_files
from arcanon.web.rate_limits import View, limited


class IdConvertor(StringConvertor):
    """An id as `new_id` makes it. Nothing else in its place is an address of ours."""

    regex = f"[{ALPHABET}]{{1,16}}"


class TokenConvertor(StringConvertor):
    """A secret address, as `secrets.token_urlsafe` makes it."""

    regex = "[A-Za-z0-9_-]{20,64}"


class KeyConvertor(StringConvertor):
    """The one-time key of a form."""

    regex = "[a-z0-9-]{1,32}"


class NumberConvertor(IntegerConvertor):
    """The number of a message. Larger ones would not fit into the database."""

    regex = "[0-9]{1,9}"


register_url_convertor("number", NumberConvertor())
register_url_convertor("id", IdConvertor())
register_url_convertor("token", TokenConvertor())
register_url_convertor("key", KeyConvertor())


def get(path: str, view: View, name: str) -> Route:
    return Route(path, view, methods=["GET"], name=name)


def post(path: str, view: View, name: str, limit: str, *, by_place: bool = False) -> Route:
    return Route(path, limited(view, limit, name, by_place=by_place), methods=["POST"], name=name)


def form(path: str, view: View, name: str, limit: str, *, by_place: bool = False) -> Route:
    """An address that shows a form on GET and takes it on POST."""
    return Route(path, limited(view, limit, name, by_place=by_place), methods=["GET", "POST"], name=name)


routes: list[BaseRoute] = [
    get("/", posts.index, "posts:index"),
    get("/feed.atom", posts.feed, "posts:feed"),
    get("/search", search.index, "search:index"),
    get("/posts/new", posts.new, "posts:new"),
    post("/posts", writing(posts.create), "posts:create", "30/hour"),
    post("/posts/preview", posts.preview, "posts:preview", "120/hour"),
    get("/posts/{post:id}", posts.show, "posts:show"),
    form("/posts/{post:id}/edit", writing(posts.edit), "posts:edit", "60/hour"),
    form("/posts/{post:id}/delete", posts.delete, "posts:delete", "60/hour"),
    post("/posts/{post:id}/hide", posts.hide, "posts:hide", "120/hour"),
    form("/posts/{post:id}/invite", writing(invitations.invite), "invitations:post", "20/hour"),
    form("/posts/{post:id}/block", blocks.block_writer, "blocks:post", "60/hour"),
    form("/posts/{post:id}/report", reports.report_text, "reports:post", "10/hour"),
    post("/posts/{post:id}/like", likes.like, "posts:like", "120/minute"),
    get("/posts/{post:id}/comments", comments.index, "comments:index"),
    post("/posts/{post:id}/comments", writing(comments.create), "comments:create", "20/10 minutes"),
    WebSocketRoute("/posts/{post:id}/live", comments.live, name="comments:live"),
    get("/comments/{comment:id}", comments.show, "comments:show"),
    get("/comments/{comment:id}/reply", comments.reply, "comments:reply"),
    form("/comments/{comment:id}/edit", writing(comments.edit), "comments:edit", "60/hour"),
    form("/comments/{comment:id}/delete", comments.delete, "comments:delete", "60/hour"),
    post("/comments/{comment:id}/like", likes.like, "comments:like", "120/minute"),
    form("/comments/{comment:id}/invite", writing(invitations.invite), "invitations:comment", "20/hour"),
    form("/comments/{comment:id}/block", blocks.block_writer, "blocks:comment", "60/hour"),
    form("/comments/{comment:id}/report", reports.report_text, "reports:comment", "10/hour"),
    get("/invitations", invitations.index, "invitations:index"),
    post("/invitations/{invitation:id}/accept", writing(invitations.accept), "invitations:accept", "60/hour"),
    post("/invitations/{invitation:id}/decline", invitations.decline, "invitations:decline", "60/hour"),
    post("/invitations/{invitation:id}/withdraw", invitations.withdraw, "invitations:withdraw", "60/hour"),
    form("/invitations/{invitation:id}/block", blocks.block_inviter, "blocks:invitation", "60/hour"),
    get("/notifications", notifications.index, "notifications:index"),
    post("/notifications/read", notifications.mark_all_read, "notifications:mark_all_read", "120/hour"),
    post("/notifications/{notification:id}/read", notifications.mark_read, "notifications:mark_read", "120/minute"),
    post("/notifications/{notification:id}/open", notifications.open_subject, "notifications:open", "120/minute"),
    get("/notifications/feed/{token:token}", notifications.feed, "notifications:feed"),
    WebSocketRoute("/live", notifications.live, name="notifications:live"),
    form("/join", people.join, "people:join", "60/hour", by_place=True),
    post("/join/words", people.words, "people:words", "60/hour", by_place=True),
    post("/join/proof", people.prove, "people:prove", "60/hour", by_place=True),
    post("/join/confirm", people.confirm, "people:confirm", "30/hour", by_place=True),
    form("/login", people.sign_in, "people:sign_in", "60/minute", by_place=True),
    post("/logout", people.sign_out, "people:sign_out", "60/hour"),
    post("/logout/everywhere", people.sign_out_everywhere, "people:sign_out_everywhere", "60/hour"),
    form("/exit", people.exit, "people:exit", "1000/hour"),
    get("/me", people.me, "people:me"),
    get("/me/likes", likes.index, "likes:index"),
    form("/me/settings", preferences.preferences, "people:settings", "60/hour"),
    get("/me/blocks", blocks.index, "blocks:index"),
    post("/me/blocks/{block:id}/unblock", blocks.unblock, "blocks:unblock", "60/hour"),
    get("/me/reports", reports.index, "reports:index"),
    get("/me/hidden/{subject:id}", reports.own_text, "reports:own_text"),
    post("/drafts", drafts.save, "drafts:save", "1000/hour"),
    form("/drafts/{key:key}/delete", drafts.delete, "drafts:delete", "60/hour"),
    get("/match", matches.show, "matches:show"),
    post("/match", writing(matches.start), "matches:start", "30/hour"),
    post("/match/widen", writing(matches.widen), "matches:widen", "30/hour"),
    post("/match/cancel", matches.cancel, "matches:cancel", "30/hour"),
    WebSocketRoute("/match/live", matches.live, name="matches:live"),
    get("/chats", reading.index, "chats:index"),
    WebSocketRoute("/chats/live", reading.list_live, name="chats:list_live"),
    get("/chats/{chat:id}", reading.show, "chats:show"),
    get("/chats/{chat:id}/messages", reading.newer, "chats:messages"),
    post("/chats/{chat:id}/messages", writing(messages.say), "chats:say", "60/minute"),
    form("/chats/{chat:id}/messages/{number:number}/unsend", messages.unsend, "chats:unsend", "60/minute"),
    post("/chats/{chat:id}/seen", reading.mark_seen, "chats:mark_seen", "120/minute"),
    get("/chats/{chat:id}/stream", reading.stream, "chats:stream"),
    form("/chats/{chat:id}/settings", chat_preferences.preferences, "chats:settings", "120/hour"),
    form("/chats/{chat:id}/reveal", writing(revealing.reveal), "chats:reveal", "60/hour"),
    post("/chats/{chat:id}/reveal/withdraw", revealing.withdraw, "chats:withdraw_reveal", "60/hour"),
    form("/chats/{chat:id}/end", ending.end, "chats:end", "60/hour"),
    form("/chats/{chat:id}/delete", ending.delete, "chats:delete", "60/hour"),
    form("/chats/{chat:id}/block", blocks.block_partner, "blocks:chat", "60/hour"),
    form("/chats/{chat:id}/report", reports.report_chat, "reports:chat", "10/hour"),
    WebSocketRoute("/chats/{chat:id}/live", reading.live, name="chats:live"),
    get("/reports/{token:token}", reports.receipt, "reports:receipt"),
    get("/moderation", moderation.queue, "moderation:queue"),
    get("/moderation/log", moderation.log, "moderation:log"),
    form("/moderation/confirm", moderation.confirm, "moderation:confirm", "20/hour"),
    form("/moderation/join/{token:token}", moderation.accept, "moderation:accept", "20/hour"),
    form("/moderation/cases/{case:id}", writing(moderation.case), "moderation:case", "600/hour"),
    post("/moderation/cases/{case:id}/undo", writing(moderation.undo), "moderation:undo", "60/hour"),
    post("/moderation/cases/{case:id}/refuse", writing(moderation.refuse), "moderation:refuse", "60/hour"),
    form("/appeals/{token:token}", moderation.appeal, "moderation:appeal", "10/hour"),
    form("/appearance", preferences.appearance, "appearance", "120/minute"),
    get("/accessibility", pages.accessibility, "accessibility"),
    get("/privacy", pages.privacy, "privacy"),
    get("/rules", pages.rules, "rules"),
    get("/help", pages.help_lines, "help"),
    get("/manifest.webmanifest", manifest.manifest, "manifest"),
    get("/robots.txt", robots.robots, "robots"),
    get("/favicon.ico", static_files.no_favicon, "no_favicon"),
    get("/healthz", readiness.healthz, "healthz"),
    get("/readyz", readiness.readyz, "readyz"),
    Mount("/static", static_files.VersionedFiles(), name="static"),
]
