"""Every address and everyone who may come to it. Complete by construction: a route without a row fails."""

from dataclasses import dataclass

import pytest
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import ASGIApp

from arcanon.blocks.models import Block
from arcanon.chats import stream
from arcanon.comments.models import Comment
from arcanon.invitations.models import Invitation
from arcanon.notifications.models import Notification
from arcanon.reports.models import Case, HiddenText
from arcanon.routes import routes
from tests.support.cast import Browser, match
from tests.support.sockets import Socket

# What each address answers, by method, to: a visitor, Alice whose thing it is, Bob who takes part, Carol who does not.
# "join": a visitor is sent to join. 101 and 1008: a socket that is open, and one that is closed for good.
MATRIX: dict[tuple[str, str], tuple[object, object, object, object]] = {
    ("GET", "posts:index"): (200, 200, 200, 200),
    ("GET", "posts:feed"): (200, 200, 200, 200),
    ("GET", "search:index"): (200, 200, 200, 200),
    ("POST", "posts:preview"): (200, 200, 200, 200),
    ("POST", "posts:hide"): (401, 303, 303, 303),
    ("GET", "invitations:post"): ("join", 404, 200, 200),
    ("POST", "invitations:post"): (401, 404, 303, 303),
    ("GET", "blocks:post"): ("join", 404, 200, 200),
    ("POST", "blocks:post"): (401, 404, 303, 303),
    ("GET", "comments:index"): (200, 200, 200, 200),
    ("SOCKET", "comments:live"): (101, 101, 101, 101),
    ("GET", "comments:reply"): (200, 200, 200, 200),
    ("GET", "invitations:comment"): ("join", 404, 200, 200),
    ("POST", "invitations:comment"): (401, 404, 303, 303),
    ("GET", "blocks:comment"): ("join", 404, 200, 200),
    ("POST", "blocks:comment"): (401, 404, 303, 303),
    ("GET", "invitations:index"): ("join", 200, 200, 200),
    ("POST", "invitations:accept"): (401, 303, 404, 404),
    ("POST", "invitations:decline"): (401, 303, 404, 404),
    ("POST", "invitations:withdraw"): (401, 404, 303, 404),
    ("GET", "blocks:invitation"): ("join", 200, 404, 404),
    ("POST", "blocks:invitation"): (401, 303, 404, 404),
    ("GET", "notifications:index"): ("join", 200, 200, 200),
    ("POST", "notifications:mark_all_read"): (401, 303, 303, 303),
    ("POST", "notifications:mark_read"): (401, 303, 404, 404),
    ("GET", "notifications:feed"): (200, 200, 200, 200),  # the address itself is the key
    ("SOCKET", "notifications:live"): (1008, 101, 101, 101),
    ("GET", "people:settings"): ("join", 200, 200, 200),
    ("POST", "people:settings"): (401, 303, 303, 303),
    ("POST", "blocks:unblock"): (401, 303, 303, 303),
    ("POST", "drafts:save"): (401, 303, 303, 303),
    ("GET", "drafts:delete"): ("join", 200, 404, 404),
    ("POST", "drafts:delete"): (401, 303, 404, 404),
    ("GET", "blocks:index"): ("join", 200, 200, 200),
    ("POST", "notifications:open"): (401, 303, 404, 404),
    ("GET", "posts:new"): (200, 200, 200, 200),
    ("POST", "posts:create"): (401, 303, 303, 303),
    ("GET", "posts:show"): (200, 200, 200, 200),
    ("GET", "posts:edit"): ("join", 200, 404, 404),
    ("POST", "posts:edit"): (401, 303, 404, 404),
    ("GET", "posts:delete"): ("join", 200, 404, 404),
    ("POST", "posts:delete"): (401, 303, 404, 404),
    ("POST", "posts:like"): (401, 303, 303, 303),
    ("POST", "comments:create"): (401, 303, 303, 303),
    ("GET", "comments:show"): (200, 200, 200, 200),
    ("GET", "comments:edit"): ("join", 200, 404, 404),
    ("POST", "comments:edit"): (401, 303, 404, 404),
    ("GET", "comments:delete"): ("join", 200, 404, 404),
    ("POST", "comments:delete"): (401, 303, 404, 404),
    ("POST", "comments:like"): (401, 303, 303, 303),
    ("GET", "people:join"): (200, 200, 200, 200),
    ("POST", "people:join"): (200, 200, 200, 200),
    ("POST", "people:words"): (422, 422, 422, 422),
    ("POST", "people:prove"): (422, 422, 422, 422),
    ("POST", "people:confirm"): (422, 422, 422, 422),
    ("GET", "people:sign_in"): (200, 200, 200, 200),
    ("POST", "people:sign_in"): (200, 200, 200, 200),
    ("POST", "people:sign_out"): (303, 303, 303, 303),
    ("GET", "people:exit"): (200, 200, 200, 200),
    ("POST", "people:exit"): (200, 200, 200, 200),
    ("GET", "appearance"): (200, 200, 200, 200),
    ("POST", "appearance"): (303, 303, 303, 303),
    ("GET", "accessibility"): (200, 200, 200, 200),
    ("GET", "manifest"): (200, 200, 200, 200),
    ("GET", "no_favicon"): (204, 204, 204, 204),
    ("POST", "people:sign_out_everywhere"): (303, 303, 303, 303),
    ("GET", "people:me"): ("join", 200, 200, 200),
    ("GET", "likes:index"): ("join", 200, 200, 200),
    ("GET", "matches:show"): ("join", 200, 200, 200),
    ("POST", "matches:start"): (401, 303, 303, 303),
    ("POST", "matches:widen"): (401, 303, 303, 303),
    ("POST", "matches:cancel"): (401, 303, 303, 303),
    ("GET", "chats:index"): ("join", 200, 200, 200),
    ("GET", "chats:show"): ("join", 200, 200, 404),
    ("GET", "chats:messages"): ("join", 200, 200, 404),
    ("POST", "chats:say"): (401, 303, 303, 404),
    ("GET", "chats:end"): ("join", 200, 200, 404),
    ("POST", "chats:end"): (401, 303, 303, 404),
    ("GET", "chats:unsend"): ("join", 200, 404, 404),
    ("POST", "chats:unsend"): (401, 303, 404, 404),
    ("POST", "chats:mark_seen"): (401, 303, 303, 404),
    ("GET", "chats:stream"): ("join", 200, 200, 404),
    ("GET", "chats:settings"): ("join", 200, 200, 404),
    ("POST", "chats:settings"): (401, 303, 303, 404),
    ("GET", "chats:reveal"): ("join", 200, 200, 404),
    ("POST", "chats:reveal"): (401, 303, 303, 404),
    ("POST", "chats:withdraw_reveal"): (401, 303, 303, 404),
    ("GET", "chats:delete"): ("join", 200, 200, 404),
    ("POST", "chats:delete"): (401, 303, 303, 404),
    ("GET", "blocks:chat"): ("join", 200, 200, 404),
    ("POST", "blocks:chat"): (401, 303, 303, 404),
    ("SOCKET", "chats:live"): (1008, 101, 101, 1008),
    ("SOCKET", "chats:list_live"): (1008, 101, 101, 101),
    ("SOCKET", "matches:live"): (1008, 101, 101, 101),
    ("GET", "reports:post"): (200, 404, 200, 200),
    ("POST", "reports:post"): (303, 404, 303, 303),
    ("GET", "reports:comment"): (200, 404, 200, 200),
    ("POST", "reports:comment"): (303, 404, 303, 303),
    ("GET", "reports:chat"): ("join", 200, 200, 404),
    ("POST", "reports:chat"): (401, 303, 303, 404),
    ("GET", "reports:index"): ("join", 200, 200, 200),
    ("GET", "reports:own_text"): ("join", 200, 404, 404),
    ("GET", "reports:receipt"): (200, 200, 200, 200),  # the address itself is the key
    # None of these moderates; see `tests/moderation/`.
    ("GET", "moderation:queue"): ("join", 404, 404, 404),
    ("GET", "moderation:log"): (200, 200, 200, 200),
    ("GET", "moderation:confirm"): ("join", 404, 404, 404),
    ("POST", "moderation:confirm"): (401, 404, 404, 404),
    ("GET", "moderation:accept"): ("join", 404, 404, 404),
    ("POST", "moderation:accept"): (401, 404, 404, 404),
    ("GET", "moderation:case"): ("join", 404, 404, 404),
    ("POST", "moderation:case"): (401, 404, 404, 404),
    ("POST", "moderation:undo"): (401, 404, 404, 404),
    ("POST", "moderation:refuse"): (401, 404, 404, 404),
    ("GET", "moderation:appeal"): (404, 404, 404, 404),
    ("POST", "moderation:appeal"): (404, 404, 404, 404),
    ("GET", "privacy"): (200, 200, 200, 200),
    ("GET", "rules"): (200, 200, 200, 200),
    ("GET", "help"): (200, 200, 200, 200),
    ("GET", "robots"): (200, 200, 200, 200),
    ("GET", "healthz"): (200, 200, 200, 200),
    ("GET", "readyz"): (200, 200, 200, 200),
    ("GET", "static"): (200, 200, 200, 200),
}


def table() -> set[tuple[str, str]]:
    found = set()
    for route in routes:
        if isinstance(route, WebSocketRoute):
            found.add(("SOCKET", route.name))
        elif isinstance(route, Mount):
            found.add(("GET", route.name))
        else:
            assert isinstance(route, Route)
            found |= {(method, route.name) for method in route.methods - {"HEAD"}}
    return found


def test_every_route_has_its_row() -> None:
    assert table() == MATRIX.keys()


def test_every_change_has_a_rate_limit() -> None:
    """Every POST has a rate limit."""
    for route in routes:
        if isinstance(route, Route) and "POST" in route.methods:
            assert hasattr(route.endpoint, "rate_limit"), route.name


@pytest.fixture(autouse=True)
def streams_end_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LIFETIME", 0.0)


@dataclass
class World:
    people: list[Browser]
    ids: dict[str, str]


@pytest.fixture
async def world(visitor: Browser, alice: Browser, bob: Browser, carol: Browser) -> World:
    """Alice's post with her comment, her chat with Bob, and an invitation from him. She has a draft and a feed."""
    post = await alice.write("A post", "Words")
    other = await alice.write("Another post", "Words")
    ids = {"post": post, "comment": await alice.comment(post), "chat": await match(alice, bob), "path": "/v/icon.svg"}
    await alice.say(ids["chat"], "Alice's message")
    ids["number"] = "1"
    await bob.act(f"/posts/{other}/invite", {"key": "k"})
    ids["invitation"] = (await Invitation.first()).chat_id
    ids["notification"] = (await Notification.filter(kind="invitation").first()).id
    await carol.act(f"/posts/{other}/block")
    ids["block"] = (await Block.first()).id
    hidden = await Comment.get(id=await alice.comment(post, "Hidden words"))
    await bob.act(f"/comments/{hidden.id}/report", {"rule": "kind"})
    ids["case"] = (await Case.first()).id
    await HiddenText.hide(hidden, "kind", "Please be kind.")
    ids["subject"] = hidden.id
    await alice.act("/drafts", {"key": "draft-key", "to": "/posts", "body": "Begun"})
    ids["key"] = "draft-key"
    await alice.act("/me/settings", {"feed": "on", "accepts_invitations": "yes"})
    ids["token"] = (await alice.page("/me/settings")).select_one("#feed-address")["value"].rpartition("/")[2]
    return World([visitor, alice, bob, carol], ids)


FORMS = {
    "posts:create": {"title": "New", "body": "New"},
    "posts:edit": {"title": "Changed", "body": "Changed"},
    "comments:create": {"body": "New"},
    "comments:edit": {"body": "Changed"},
    "posts:like": {"liked": "yes"},
    "comments:like": {"liked": "yes"},
    "matches:start": {"role": "talk", "languages": "en"},
    "matches:widen": {"what": "topics"},
    "chats:say": {"body": "Hello"},
    "chats:mark_seen": {"seen": "1"},
    "chats:reveal": {"line": "Hello"},
    "chats:settings": {"announcements": "aloud"},
    "posts:preview": {"body": "New"},
    "posts:hide": {"hidden": "yes"},
    "invitations:post": {"line": "Hello"},
    "invitations:comment": {"line": "Hello"},
    "people:settings": {"accepts_invitations": "yes"},
    "reports:post": {"rule": "kind"},
    "reports:comment": {"rule": "kind"},
    "reports:chat": {"rule": "kind", "message": "1"},
    "moderation:appeal": {"reason": "Wrong"},
    "drafts:save": {"body": "New", "key": "new", "to": "/posts"},
}
WRITTEN = {"body", "line"}  # with these a visitor gets a page that keeps them


PEOPLE = ["visitor", "alice", "bob", "carol"]
CHANGES = [
    (method, name, who)
    for (method, name), expected in MATRIX.items()
    for who in range(4)
    if method == "POST" and expected[who] not in (401, 404)
]


async def outcome(app: ASGIApp, world: World, method: str, name: str, who: int) -> object:
    """What an address answers somebody, in the words of the table."""
    route = next(one for one in routes if one.name == name)
    person = world.people[who]
    path = route.path.removesuffix("/{path}") if name != "static" else route.path
    for key, value in world.ids.items():
        for kind in (":id", ":token", ":key", ":number", ""):
            path = path.replace(f"{{{key}{kind}}}", value)
    if name == "static":
        path = f"/static/{world.ids['path'].removeprefix('/')}"

    if method == "SOCKET":
        async with Socket(app, person, path) as socket:
            if socket.accepted and MATRIX[method, name][who] == 101:
                return 101 if socket.code is None else socket.code
            code, frames = await socket.closed()
            return (code, frames) if frames else code
    if method == "GET":
        response = await person.get(path)
        return "join" if response.headers.get("location") == f"/join?next={path}" else response.status_code
    response = await person.act(path, FORMS.get(name))
    is_sent_to_join = response.headers.get("location", "").startswith("/join")
    keeps_words = bool(WRITTEN & FORMS.get(name, {}).keys())
    return 401 if is_sent_to_join and not keeps_words else response.status_code


@pytest.mark.parametrize("who", range(4), ids=PEOPLE)
async def test_who_may_read_and_who_may_not_change(app: ASGIApp, world: World, who: int, limits_off: None) -> None:
    """All that changes nothing, one after the other: every page and socket, and every change that is refused."""
    rows = [row for row in MATRIX if (*row, who) not in CHANGES]
    assert len(rows) > 40
    wrong = {row: found for row in rows if (found := await outcome(app, world, *row, who)) != MATRIX[row][who]}
    assert not wrong


@pytest.mark.parametrize(("method", "name", "who"), CHANGES, ids=lambda value: str(value))
async def test_who_may_change(app: ASGIApp, world: World, method: str, name: str, who: int) -> None:
    assert await outcome(app, world, method, name, who) == MATRIX[method, name][who]


async def test_other_methods_are_405(alice: Browser, world: World) -> None:
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "FROB"):
        response = await alice.request(method, f"/posts/{world.ids['post']}")
        assert response.status_code == 405
        assert "That doesn&#39;t work here" in response.text
    assert (await alice.get("/nowhere")).status_code == 404


async def test_reading_changes_nothing(world: World) -> None:
    """Alice follows every link of every page she can reach; the database stays as it is."""
    from tortoise.connection import get_connection

    async def dump() -> list[object]:
        tables = ["people", "sessions", "posts", "comments", "likes", "chats", "seats", "messages", "match_requests"]
        tables += ["notifications", "invitations", "blocks", "search_entries"]
        return [
            [
                tuple(row.values())
                for row in await get_connection("default").execute_query_dict(f"SELECT * FROM {t} ORDER BY 1")
            ]
            for t in tables
        ]

    before, alice = await dump(), world.people[1]
    seen, to_see = set(), ["/"]
    while to_see:
        address = to_see.pop().partition("#")[0]
        if address in seen or "/static/" in address or not address.startswith("/"):
            continue
        seen.add(address)
        page = await alice.page(address)
        to_see += [a["href"] for a in page.select("a[href]")]
        to_see += [f"{a['hx-get']}" for a in page.select("[hx-get]")]
    assert len(seen) > 15
    assert await dump() == before
