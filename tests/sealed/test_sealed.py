"""Sealed formats: every example that a release has ever written opens, and nothing of a later release is lost."""

import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pytest

from arcanon import crypto, settings
from arcanon.chats.models import About, Chat
from arcanon.crypto.records import Record
from arcanon.matches.criteria import SealedRequest
from arcanon.matches.models import MatchRequest
from arcanon.people import feed_address, folding, sanctions
from arcanon.people.additions import Series
from arcanon.people.sanctions import Terms
from arcanon.people.vault import NotificationQuery, Vault
from arcanon.reports.evidence import Evidence
from arcanon.settings import Settings
from tests.sealed import examples
from tests.sealed.examples import (
    ABOUT,
    CASE,
    CHANGE,
    CHANGE_NUMBER,
    CHAT,
    EVIDENCE,
    FOLDER,
    KEY,
    PERSON,
    QUERY,
    REQUEST,
    SINCE,
    TERMS,
    TOKEN,
    VAULT,
)
from tests.support.cast import Browser, person_of

RELEASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__")


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[None]:
    examples.use_keys(tmp_path)
    yield
    settings.forget()


def open_all(sealed: dict[str, bytes]) -> dict[str, Record]:
    request = MatchRequest(chat_id=CHAT, sealed_request=sealed["match_request"]).unseal()
    assert request
    return {
        "vault": Vault.unseal(KEY, sealed["vault"]),
        "notification_query": feed_address.unseal(TOKEN, sealed["notification_query"]),
        "match_request": request,
        "about": Chat(id=CHAT, sealed_about=sealed["about"]).about,
        **(
            {"terms": _terms(sealed), "evidence": Evidence.unseal(CASE, sealed["evidence"])}
            if "terms" in sealed
            else {}
        ),
    }


def _terms(sealed: dict[str, bytes]) -> Terms:
    own = sanctions.ids_of(PERSON)[0]
    return sanctions.open_rows(PERSON, {own: sealed["terms"]})[own]


def content(record: Record) -> dict[str, Any]:
    return {name: value for name, value in vars(record).items() if name != "version"}


def test_there_is_an_example_of_every_format_for_this_release() -> None:
    version = (FOLDER.parent.parent / "pyproject.toml").read_text().partition('\nversion = "')[2].partition('"')[0]
    assert version.rpartition(".")[0] in RELEASES, "write them with python -m tests.sealed.examples"
    formats = {cls.__name__ for cls in Record.__subclasses__() if cls.__module__.startswith("arcanon.")}
    assert formats == {"Vault", "NotificationQuery", "SealedRequest", "About", "Terms", "Evidence"}


@pytest.mark.parametrize("release", RELEASES)
def test_what_a_release_sealed_opens_for_ever(release: str, keys: None) -> None:
    sealed = {path.stem: b64decode(path.read_text()) for path in (FOLDER / release).glob("*.txt")}
    opened = open_all(sealed)
    missing = {name: value for since, fields in SINCE.items() if release < since for name, value in fields.items()}

    def expected(record: Record) -> dict[str, Any]:
        return {name: missing.get(name, value) for name, value in content(record).items()}

    assert {name: content(record) for name, record in opened.items()} == {
        "vault": expected(VAULT),
        "notification_query": expected(QUERY),
        "match_request": expected(REQUEST),
        "about": expected(ABOUT),
        **({"terms": expected(TERMS), "evidence": expected(EVIDENCE)} if release >= "0.2" else {}),
    }
    if release >= "0.2":
        assert Series(KEY).unseal(CHANGE_NUMBER, sealed["vault_addition"]) == CHANGE


def test_the_examples_leave_no_field_at_its_default() -> None:
    """A field that is forgotten in the examples could be lost unseen."""
    for example, empty in (
        (VAULT, Vault()),
        (QUERY, NotificationQuery()),
        (ABOUT, About()),
        (TERMS, Terms()),
        (EVIDENCE, Evidence()),
    ):
        assert [
            name for name, value in content(empty).items() if name != "unknown" and content(example)[name] == value
        ] == []
    assert all(content(REQUEST)[name] for name in content(REQUEST) if name != "unknown")


@pytest.mark.parametrize(
    "record", [VAULT, QUERY, REQUEST, ABOUT, TERMS, EVIDENCE], ids=lambda record: type(record).__name__
)
def test_a_key_of_a_later_release_survives_a_change_by_this_one(record: Record) -> None:
    later = {**json.loads(record.to_json()), "version": 7, "from_the_future": {"any": ["thing"]}}
    opened = type(record).from_json(json.dumps(later).encode())
    assert content(opened) == {**content(record), "unknown": {"from_the_future": {"any": ["thing"]}}}
    if isinstance(opened, Vault):
        opened.keep("posts", "new")
        later["posts"] = [*later["posts"], "new"]
    if isinstance(opened, SealedRequest):
        opened = opened.with_criteria(opened.criteria.widen("topics"))
        later["topics"] = []
    assert json.loads(opened.to_json()) == later


def test_an_earlier_version_is_upgraded_step_by_step() -> None:
    def rename(values: dict[str, Any]) -> dict[str, Any]:
        return {"names": [values.pop("name")], **values}

    def count_names(values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "count": len(values["names"])}

    @dataclass(kw_only=True)
    class Example(Record):
        VERSION: ClassVar[int] = 3
        UPGRADES: ClassVar = {1: rename, 2: count_names}
        names: list[str] = field(default_factory=list)
        count: int = 0

    opened = Example.from_json(b'{"version": 1, "name": "a", "other": 1}')
    assert (opened.names, opened.count, opened.unknown) == (["a"], 1, {"other": 1})
    assert json.loads(opened.to_json()) == {"version": 3, "names": ["a"], "count": 1, "other": 1}


async def test_a_vault_with_a_key_from_the_future_still_opens_every_page(alice: Browser, site: Settings) -> None:
    """And comes back whole after this release has written it."""
    from arcanon.db.transactions import transaction
    from arcanon.people import keys as people_keys
    from arcanon.people.models import Person, Session

    viewer = await Session.find_viewer(alice.cookies["arcanon-session"])
    vault_key = people_keys.vault_key(viewer._key)

    async def read() -> dict[str, Any]:
        person = await Person.get(id=await person_of(alice))
        return json.loads(crypto.unseal(vault_key, people_keys.unwrap(person.vault), "vault"))

    @transaction
    async def write(values: dict[str, Any]) -> None:
        sealed = people_keys.wrap(crypto.seal(vault_key, json.dumps(values).encode(), "vault"))
        await Person.filter(id=await person_of(alice)).update(vault=sealed)

    await write({**await read(), "version": 2, "from_the_future": [1]})
    post = await alice.write()
    for address in ("/", "/me", "/notifications", "/chats", "/match", "/me/settings", f"/posts/{post}"):
        await alice.page(address)
    assert (await Session.find_viewer(alice.cookies["arcanon-session"])).vault.posts == [post]
    assert (await read())["posts"] == [], "the post is an addition, until it is folded in"
    await folding.fold([await Session.find_viewer(alice.cookies["arcanon-session"])])
    written = await read()
    assert (written["version"], written["from_the_future"], written["posts"]) == (2, [1], [post])
