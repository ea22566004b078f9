"""Nothing that was typed is lost: every form that an address takes, on every detour that it may go.

A form's own fields say what is carried, so a new field is walked along here without being named.
"""

from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup
from starlette.types import ASGIApp

from arcanon.moderation.models import ModeratorInvitation
from arcanon.routes import routes
from arcanon.web.forms import Form, all_forms, form_for_route
from arcanon.web.rate_limits import Limiter
from tests.support.cast import Browser, match, soup
from tests.support.moderators import decide, moderator, report

# What must be one of the choices that are offered, or an id that is there.
CHOICES: dict[str, str | list[str]] = {
    "version": "",  # of an edit that began with what is there
    "topic": "grief",
    "role": "listen",
    "age": "25",
    "gender": "woman",
    "accepts_invitations": "no",
    "feed": "on",
    "reply_to": "",
    "key": "a-key",
    "topics": ["grief", "work"],
    "languages": ["en", "de"],
    "ages": ["25", "35"],
    "genders": ["woman", "man"],
    "rule": "kind",
    "hides": "yes",
    "message": ["1", "2"],
    "text": "hide",
    "person": "warn",
    "urgent": "yes",
}
ROUTES = [name for form in all_forms() for name in form.routes]
NEEDS_ACCOUNT = [name for name in ROUTES if not name.startswith("people:") or name == "people:settings"]
# These are for visitors, too; and for moderators, who are asked for their words on a detour of their own.
OPEN = ("posts:preview", "reports:post", "reports:comment", "moderation:")
NEEDS_ACCOUNT = [name for name in NEEDS_ACCOUNT if not name.startswith(OPEN)]
TYPED = [name for name in ROUTES if any(field.is_typed for field in form_for_route(name).fields.values())]
DRAFTS = [name for form in all_forms() for name in form.draft_routes]


@dataclass
class World:
    alice: Browser
    ids: dict[str, str]

    def address(self, name: str) -> str:
        path = next(route for route in routes if route.name == name and "POST" in route.methods).path
        ids = self.ids if name.startswith(("invitations:", "reports:")) else {**self.ids, "post": self.ids["own_post"]}
        for key, value in ids.items():
            path = path.replace(f"{{{key}:id}}", value)
        path = path.replace("{token:token}", self.ids["appeal" if name.endswith("appeal") else "invitation"])
        assert "{" not in path
        return path


@pytest.fixture
async def world(app: ASGIApp, alice: Browser, bob: Browser) -> World:
    """Alice has a post, a comment and a chat with Bob, whose post and comment she may ask about."""
    ids = {"own_post": await alice.write(), "post": await bob.write(), "chat": await match(alice, bob)}
    ids["comment"] = await bob.comment(ids["own_post"])
    for text in ("First", "Second"):
        await bob.say(ids["chat"], text)
    await moderator(alice, "Owl")
    decided = await report(alice, f"/comments/{ids['comment']}")
    await decide(alice, decided, text="hide")
    hidden = await bob.page(f"/me/hidden/{ids['comment']}")
    ids["appeal"] = hidden.select_one("main a.button")["href"].rpartition("/")[2]
    ids["comment"], ids["invitation"] = await bob.comment(ids["own_post"]), await ModeratorInvitation.make()
    ids["case"] = await report(alice, f"/comments/{ids['comment']}")
    return World(alice, ids)


def filled(form: type[Form]) -> dict[str, str | list[str]]:
    """Returns something in every field of a form."""
    names = [*form.fields, *form.lists]
    return {name: CHOICES.get(name, f"{name} as I typed it") for name in names}


def pairs(values: dict[str, str | list[str]]) -> list[tuple[str, str]]:
    return sorted(
        (name, one) for name, value in values.items() for one in ([value] if isinstance(value, str) else value) if one
    )


def given_back(form: BeautifulSoup) -> list[tuple[str, str]]:
    """Returns what a browser would send if this form were sent as it is."""
    found = [
        (one["name"], one.get("value", ""))
        for one in form.select("input[name]")
        if one.get("type") not in ("radio", "checkbox") or one.has_attr("checked")
    ]
    found += [(one["name"], one.text.removeprefix("\n")) for one in form.select("textarea[name]")]
    found += [(one.find_parent("select")["name"], one["value"]) for one in form.select("select option[selected]")]
    return sorted((name, value) for name, value in found if value)


def lost(values: dict[str, str | list[str]], form: BeautifulSoup) -> list[tuple[str, str]]:
    """Returns what was sent and is not in the form that came back. A secret must not be in it."""
    back = given_back(form)
    return [pair for pair in pairs(values) if pair not in back]


def test_every_form_is_walked() -> None:
    assert len(ROUTES) >= 12
    assert {form_for_route(name) for name in ROUTES} == set(all_forms())


@pytest.mark.parametrize("name", ROUTES)
@pytest.mark.parametrize("partial", [False, True])
async def test_too_fast(world: World, name: str, partial: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    async def always(*_: object, **__: object) -> int:
        return 60

    await prepare(world, name)
    form = form_for_route(name)
    values = filled(form)
    with monkeypatch.context() as patch:
        patch.setattr(Limiter, "hit", always)
        response = await world.alice.act(world.address(name), values, partial=partial)
    page = soup(response, 429)
    if partial:
        assert page.select_one("hx-partial")["hx-target"] == "#alert", "the form itself stays as it is"
        return
    secret = {field for field in values if field in form.fields and form.fields[field].is_secret}
    assert {field for field, _ in lost(values, page.select_one("main"))} == secret


@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize("partial", [False, True])
async def test_refused(world: World, name: str, partial: bool) -> None:
    await prepare(world, name)
    form = form_for_route(name)
    values = filled(form)
    for field_name, field in form.fields.items():
        if field.is_typed:
            values[field_name] = "w" * (field.max_length + 1)
    if name == "posts:preview":
        response = await world.alice.act("/posts", values, partial=partial)
    else:
        response = await world.alice.act(world.address(name), values, partial=partial)
    page = soup(response, 422)
    # A one-time key may be another one, since the old one may have been used.
    assert [pair for pair in lost(values, page) if pair[0] not in NOT_DRAWN] == []


# What is not in every form that this route's page draws: an edit has no parent, and its key is that of the page.
NOT_DRAWN = ("key", "reply_to", "version")


@pytest.mark.parametrize("name", NEEDS_ACCOUNT)
async def test_signed_out(world: World, visitor: Browser, name: str) -> None:
    await prepare(world, name)
    values = filled(form_for_route(name))
    page = soup(await visitor.act(world.address(name), values), 401)
    assert lost(values, page.select_one("main form")) == []
    signing = soup(await visitor.submit_all(page.select_one("main form"), button="Sign in"))
    assert lost(values, signing.select_one("main form")) == []
    refused = soup(await visitor.submit_all(signing.select_one("main form"), words="wrong words"), 422)
    assert lost(values, refused.select_one("main form")) == []
    response = await visitor.submit_all(refused.select_one("main form"), words=world.alice.words)
    if form_for_route(name).is_sent_after_joining:
        assert (response.status_code, response.headers["location"]) == (307, world.address(name))
        return
    back = soup(response)
    assert lost(values, back.select_one("main form")) == []
    assert back.select_one("main form")["action"] == world.address(name)
    button = "Save" if name.endswith(":edit") else form_for_route(name).button
    assert back.select_one("main form button").text.strip() == button
    sent = await visitor.submit_all(back.select_one("main form"))
    assert sent.status_code == 303, sent.text


@pytest.mark.parametrize("name", DRAFTS)
async def test_kept_as_a_draft(world: World, name: str) -> None:
    await prepare(world, name)
    values = filled(form_for_route(name))
    await world.alice.act("/drafts", {**values, "to": world.address(name)})
    link = (await world.alice.page("/me")).select_one("#drafts a[dir]")["href"]
    page = await world.alice.page(link.partition("#")[0])
    form = next(one for one in page.select("main form") if one["action"] == world.address(name))
    assert [pair for pair in lost(values, form) if pair[0] != "reply_to"] == []


async def prepare(world: World, name: str) -> None:
    """For an edit, the comment is Alice's own; for everything else it is Bob's."""
    if name == "comments:edit":
        world.ids["comment"] = await world.alice.comment(world.ids["own_post"])
