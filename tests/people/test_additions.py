"""Additions: every change of a vault is one, and puts together it is the same vault."""

import asyncio
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import ASGIApp

from arcanon import crypto
from arcanon.crypto.records import pad_in_steps, read_json, write_json
from arcanon.people import additions, folding, keys, presence, vault, vault_owner
from arcanon.people import viewer as viewers
from arcanon.people.additions import Series, VaultAddition, apply, copy_of, difference
from arcanon.people.models import Person, Session
from arcanon.people.vault import Vault
from tests.support.cast import Browser, new_key, soup
from tests.support.site import browser

ids = st.sampled_from("abcdefgh")
drafts = st.builds(
    lambda key, to, body: {"key": key, "to": to, "body": body}, ids, st.sampled_from(["/posts", "/chats/a"]), st.text()
)
VERBS: list[Any] = [
    st.tuples(st.just("keep"), st.sampled_from(["posts", "likes", "scopes", "hidden_posts"]), ids),
    st.tuples(st.just("forget"), st.sampled_from(["posts", "likes", "scopes", "hidden_posts"]), ids),
    st.tuples(st.just("follow_scope"), ids),
    st.tuples(st.just("start_waiting"), ids),
    st.tuples(st.just("stop_waiting")),
    st.tuples(st.just("forget_draft"), ids),
    st.tuples(st.just("close_draft"), ids),
    st.tuples(st.just("mark_read"), ids),
    st.tuples(st.just("keep_draft"), drafts),
]


def do(somebody: Vault, verb: tuple[Any, ...]) -> None:
    name, *values = verb
    if name == "keep_draft":
        somebody.keep_draft(values[0], has_text=True)
    else:
        getattr(somebody, name)(*values)


@given(st.lists(st.one_of(VERBS), max_size=30))
def test_changes_put_together_are_the_vault(verbs: list[tuple[Any, ...]]) -> None:
    now, changes, base = Vault(), [], Vault()
    for verb in verbs:
        after = copy_of(now)
        do(after, verb)
        if made := difference(now, after):
            changes.append(read_json(write_json(made)))
        now = after
    assert apply(copy_of(base), changes) == now
    assert base == Vault(), "what it began with is not changed"


def test_a_change_of_a_later_release_is_kept() -> None:
    changed = apply(Vault(), [{"from_the_future": {"-": [], "+": ["a"]}}, {"also": {"=": 1}}])
    assert changed.unknown == {"from_the_future": ["a"], "also": 1}


def test_sizes_come_in_steps() -> None:
    assert [len(pad_in_steps(b"{}" + b" " * size)) for size in (0, 190, 191, 3000)] == [192, 192, 768, 3072]
    likes = {"likes": {"-": [], "+": ["x" * 12]}}
    post = {"posts": {"-": [], "+": ["x" * 12]}, "scopes": {"-": [], "+": ["thread " + "x" * 12]}}
    series = Series(b"k" * 32)
    assert len(series.seal(1, likes)) == len(series.seal(2, post))


def test_no_id_repeats_and_no_row_opens_in_the_place_of_another() -> None:
    one, other = Series(b"a" * 32), Series(b"b" * 32)
    assert len({*one.ids(0, 500), *other.ids(0, 500)}) == 1000
    sealed = one.seal(1, {})
    assert one.unseal(1, sealed) == {}
    for series, number in ((one, 2), (other, 1)):
        with pytest.raises(crypto.BrokenSealError):
            series.unseal(number, sealed)


async def rows() -> int:
    return await VaultAddition.all().count()


async def test_a_draft_that_saves_itself_takes_one_row(app: ASGIApp, alice: Browser) -> None:
    for length in range(1, 30):
        await alice.act("/drafts", {"key": "draft", "to": "/posts", "body": "Some words"[:length] + str(length)})
    assert await rows() == 1
    assert "Some words29" in (await alice.page("/me")).text


async def test_what_is_drafted_in_one_browser_is_there_in_another(app: ASGIApp, alice: Browser) -> None:
    async with browser(app) as elsewhere:
        await elsewhere.act("/login", {"passphrase": alice.words, "words": alice.words})
        for text in ("First", "Second", "Third"):
            await alice.act("/drafts", {"key": "draft", "to": "/posts", "body": text})
            assert text in (await elsewhere.page("/me")).text
        await elsewhere.act("/drafts", {"key": "draft", "to": "/posts", "body": "Fourth"})
        assert "Fourth" in (await alice.page("/me")).text
        await elsewhere.act("/drafts/draft/delete")
        assert "Fourth" not in (await alice.page("/me")).text


async def test_a_deleted_draft_is_in_no_row(app: ASGIApp, alice: Browser) -> None:
    """Somebody who learns the seven words later must not find it."""
    viewer = await Session.find_viewer(alice.cookies["arcanon-session"])

    async def opened() -> str:
        found = {row.id: row.sealed for row in await VaultAddition.all()}
        return str([change for change, _nonce in viewer._series.opened(found, 0)])

    await alice.act("/drafts", {"key": "draft", "to": "/posts", "body": "A secret thought"})
    assert "A secret thought" in await opened()
    await alice.act("/drafts/draft/delete")
    assert "A secret thought" not in await opened()
    await alice.act("/drafts", {"key": "other", "to": "/posts", "body": "Another one"})
    await alice.write("", "Published", key="other")
    assert "Another one" not in await opened()


async def test_many_additions_are_found_again(app: ASGIApp, alice: Browser, limits_off: None) -> None:
    post = await alice.write()
    for number in range(160):
        await alice.act(f"/posts/{post}/like", {"liked": "no" if number % 2 else "yes"})
    assert await rows() == 161
    await alice.act(f"/posts/{post}/like", {"liked": "yes"})
    presence.forget_all()
    assert (await alice.page(f"/posts/{post}")).select_one(f"#like-{post}")["aria-pressed"] == "true"


async def test_a_full_list_says_so_and_loses_nothing(
    app: ASGIApp, alice: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault, "MAX_KEPT", 2)
    posts = [await alice.write(), await alice.write()]
    refused = soup(await alice.act("/posts", {"title": "", "body": "A third text", "key": new_key()}), 409)
    assert "Your list of posts is full. Delete one" in refused.text
    assert "A third text" in refused.text
    await alice.act(f"/posts/{posts[0]}/delete")
    await alice.write("", "A third text")


@pytest.mark.parametrize("limit", ["MAX_ADDITIONS", "MAX_SIZE"])
async def test_a_person_has_bounded_room(
    app: ASGIApp, alice: Browser, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    await alice.act("/drafts", {"key": "one", "to": "/posts", "body": "x" * 100})
    monkeypatch.setattr(vault_owner, limit, 1)
    refused = soup(await alice.act("/drafts", {"key": "two", "to": "/posts", "body": "My words"}), 409)
    assert "There is no room left" in refused.text
    assert "My words" in refused.text
    assert await rows() == 1
    # Deleting makes room.
    if limit == "MAX_SIZE":
        assert (await alice.act("/drafts/one/delete")).status_code == 303


async def test_folding_loses_nothing(app: ASGIApp, alice: Browser, bob: Browser, limits_off: None) -> None:
    """With a secret feed, which has additions of its own, a draft that goes on, and a browser that was away."""
    await alice.act("/me/settings", {"feed": "on", "accepts_invitations": "yes"})
    address = (await alice.page("/me/settings")).select_one("a[href*='/notifications/feed/']")
    post = await alice.write()
    await alice.act("/drafts", {"key": "draft", "to": "/posts", "body": "Going on"})
    async with browser(app) as elsewhere:
        await elsewhere.act("/login", {"passphrase": alice.words, "words": alice.words})
        await elsewhere.get("/me")
        viewer = await Session.find_viewer(alice.cookies["arcanon-session"])
        before = await viewer.reload_vault()
        await folding.fold([viewer])
        assert await rows() == 1, "the draft, which can still be erased there"
        after = await viewer.reload_vault()
        same = [one.name for one in fields(after) if one.name not in ("next_addition", "next_feed_addition")]
        assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
        await alice.act("/drafts", {"key": "draft", "to": "/posts", "body": "Going on and on"})
        assert "Going on and on" in (await elsewhere.page("/me")).text
        await elsewhere.act(f"/posts/{post}/like", {"liked": "yes"})
        assert (await alice.page(f"/posts/{post}")).select_one(f"#like-{post}")["aria-pressed"] == "true"
    await bob.comment(post)
    if address:
        async with browser(app) as reader:
            assert "<entry>" in (await reader.get(address["href"])).text


def test_the_bounds_are_those_of_the_design() -> None:
    assert (additions.MAX_ADDITIONS, vault.MAX_KEPT, vault.MAX_SIZE) == (5_000, 5_000, 512 * 1024)


async def test_a_folded_draft_can_still_be_erased(app: ASGIApp, alice: Browser) -> None:
    await alice.act("/drafts", {"key": "draft", "to": "/posts", "body": "A secret thought"})
    viewer = await Session.find_viewer(alice.cookies["arcanon-session"])
    await folding.fold([viewer])
    assert "A secret thought" in (await alice.page("/me")).text
    await alice.act("/drafts/draft/delete")
    person = await Person.get(id=viewer.person_id)
    vault_in_row = Vault.unseal(keys.vault_key(viewer._key), keys.unwrap(person.vault))
    rows_left = {row.id: row.sealed for row in await VaultAddition.all()}
    left = viewer._series.opened(rows_left, vault_in_row.next_addition)
    assert "A secret thought" not in str((vault_in_row, viewer.opened, left))


async def test_turning_the_feed_off_does_not_lead_to_what_was_written(
    app: ASGIApp, alice: Browser, bob: Browser, limits_off: None
) -> None:
    """The rows beside a comment must not go together with a row of the person's own."""

    async def there() -> set[str]:
        return set(map(str, await VaultAddition.all().values_list("id", flat=True)))

    post = await alice.write()
    await bob.act("/me/settings", {"feed": "on", "accepts_invitations": "yes"})
    before = await there()
    await bob.comment(post)
    beside = await there() - before
    assert len(beside) == 2, "one for the vault, and one for the feed"
    await bob.act("/me/settings", {"feed": "off", "accepts_invitations": "yes"})
    assert beside <= await there()
    await folding.fold([await Session.find_viewer(bob.cookies["arcanon-session"])])
    assert not beside & await there()


async def test_with_no_room_left_people_can_still_take_away_and_block(
    app: ASGIApp, alice: Browser, bob: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, other = await alice.write(), await bob.write()
    await alice.act("/drafts", {"key": "one", "to": "/posts", "body": "Words"})
    monkeypatch.setattr(vault_owner, "MAX_ADDITIONS", 1)
    assert (await alice.act("/posts", {"title": "", "body": "More", "key": new_key()})).status_code == 409
    for address in (f"/posts/{post}/delete", f"/posts/{other}/block", "/drafts/one/delete"):
        assert (await alice.act(address)).status_code == 303, address
    assert (await alice.act("/match", {"languages": "en", "role": "either"})).status_code == 303


async def test_a_vault_that_is_folded_while_it_is_read_is_read_whole(
    app: ASGIApp, alice: Browser, bob: Browser, monkeypatch: pytest.MonkeyPatch, limits_off: None
) -> None:
    posts = [await bob.write() for _ in range(2)]
    for number in range(40):
        await alice.act(f"/posts/{posts[0]}/like", {"liked": "no" if number % 2 else "yes"})
    await alice.act(f"/posts/{posts[1]}/hide", {"hidden": "yes"})
    viewer = await Session.find_viewer(alice.cookies["arcanon-session"])
    presence.forget_all()
    fetch, asked = viewers.fetch, []

    async def fetch_and_fold(sql: str, *values: object) -> object:
        rows = await fetch(sql, *values)
        asked.append(sql)
        if len(asked) == 2:  # after the first window
            await folding.fold([viewer])
        return rows

    monkeypatch.setattr(viewers, "fetch", fetch_and_fold)
    assert f"/posts/{posts[1]}" not in (await alice.get("/")).text
    assert len(asked) > 2


async def test_two_processes_that_fold_the_same_people_do_not_wait_for_each_other(
    app: ASGIApp, crowd: list[Browser]
) -> None:
    people = [await Session.find_viewer(one.cookies["arcanon-session"]) for one in crowd[:10]]
    await asyncio.gather(*(folding.fold(list(people)) for _ in range(4)))
    for person in crowd[:10]:
        assert (await person.get("/me")).status_code == 200
