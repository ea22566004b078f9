"""Who fits whom; and a thousand people with mixed wishes."""

import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import ASGIApp

from arcanon import crypto
from arcanon.blocks.models import Block
from arcanon.chats.models import Chat, Seat
from arcanon.db.transactions import transaction
from arcanon.matches.criteria import AGES, GENDERS, Criteria, Role, SealedRequest
from arcanon.matches.models import MatchRequest
from arcanon.people import passphrase
from arcanon.people.models import Person, Viewer
from tests.support.cast import Browser, soup

TOPICS = ("grief", "work", "love", "family")
LANGUAGES = ("en", "de", "es")


def some(values: tuple[str, ...], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(values), min_size=least).map(lambda chosen: tuple(sorted(chosen)))


wanteds = st.builds(
    Criteria,
    role=st.sampled_from(Role),
    topics=some(TOPICS),
    languages=some(LANGUAGES, least=1),
    age=st.sampled_from(["", *AGES]),
    ages=some(tuple(AGES)),
    gender=st.sampled_from(["", *GENDERS]),
    genders=some(tuple(GENDERS)),
    line=st.text(max_size=20),
)


@given(wanteds, wanteds)
def test_fitting_is_mutual_and_meets_all_criteria(one: Criteria, other: Criteria) -> None:
    assert one.fits(other) is other.fits(one)
    if one.fits(other):
        for this, that in ((one, other), (other, one)):
            assert {this.role, that.role} not in ({Role.TALK}, {Role.LISTEN})
            assert set(this.languages) & set(that.languages)
            assert not this.topics or not that.topics or set(this.topics) & set(that.topics)
            assert not this.ages or that.age in this.ages
            assert not this.genders or that.gender in this.genders


@given(wanteds, wanteds)
def test_looking_wider_loses_nobody(one: Criteria, other: Criteria) -> None:
    if one.fits(other):
        assert one.widen("topics").fits(other)
        assert one.widen("people").fits(other)


@given(wanteds)
def test_criteria_come_back_from_their_seal(wanted: Criteria) -> None:
    assert SealedRequest.from_json(SealedRequest.make(wanted, []).to_json()).criteria == wanted


def test_people_without_an_age_are_not_matched_by_age() -> None:
    assert not Criteria(Role.TALK, ages=("25",)).fits(Criteria(Role.LISTEN))
    assert Criteria(Role.TALK, ages=("25",)).fits(Criteria(Role.LISTEN, age="25"))


async def seek(person: Browser, **fields: object) -> str | None:
    """Asks for a match. Returns the chat, if there is one at once."""
    response = await person.act("/match", {"languages": "en", "role": "either", **fields})
    location = response.headers["location"]
    return location[7:].partition("#")[0] if location.startswith("/chats/") else None


async def test_criteria_about_people_are_mutual(alice: Browser, bob: Browser, carol: Browser) -> None:
    assert not await seek(alice, gender="woman", genders="man")
    assert not await seek(bob, gender="man", genders="other"), "she is what he did not ask for"
    assert await seek(carol, gender="man"), "who asks for nobody fits"
    assert (await bob.page("/match")).select_one("h1").text == "Looking for someone"


async def test_more_shared_topics_come_before_a_longer_wait(crowd: list[Browser]) -> None:
    await seek(crowd[0], role="talk")
    await seek(crowd[1], topics=["grief", "work"], role="talk")
    chat = await seek(crowd[2], topics=["work", "grief"], role="listen")
    page = await crowd[1].page("/match")
    assert page.find("a", string="Open the chat")["href"] == f"/chats/{chat}#latest"


async def test_a_language_in_common_is_needed(alice: Browser, bob: Browser, carol: Browser) -> None:
    assert not await seek(alice, languages=["de", "es"])
    assert not await seek(bob, languages="en")
    assert await seek(carol, languages=["es", "fr"])


async def test_only_the_languages_are_asked_for_again(alice: Browser) -> None:
    page = soup(await alice.act("/match", {"role": "talk", "line": "Kept", "ages": ["25", "35"], "age": "18"}), 422)
    assert page.select_one(".summary a")["href"] == "#languages"
    assert page.select_one("#line").text.strip() == "Kept"
    assert page.select_one("details.preferences").has_attr("open")
    assert [one["value"] for one in page.select("[name=ages][checked]")] == ["25", "35"]
    assert page.select_one("#age option[selected]")["value"] == "18"


async def test_the_last_five_come_last(crowd: list[Browser], limits_off: None) -> None:
    alice, bob, carol = crowd[:3]
    first = await seek(alice) or await seek(bob)
    assert first
    await alice.act(f"/chats/{first}/delete")
    # Somebody else waits who fits: not Bob again, although he has waited longer.
    await seek(bob, role="talk")
    await seek(carol, role="talk")
    chat = await seek(alice, role="listen")
    assert (await carol.page("/match")).find("a", string="Open the chat")["href"] == f"/chats/{chat}#latest"
    # Nobody else who fits waits: then the two meet again.
    again = await seek(alice, role="listen")
    assert (await bob.page("/match")).find("a", string="Open the chat")["href"] == f"/chats/{again}#latest"


async def test_who_was_met_six_times_ago_is_like_anybody(crowd: list[Browser], limits_off: None) -> None:
    alice = crowd[0]
    await seek(alice)
    old = await seek(crowd[1])
    await alice.act(f"/chats/{old}/end")
    for one in crowd[:2]:
        for other in crowd[2:7]:
            assert not await seek(one)
            assert await seek(other)
    await seek(crowd[1], role="talk")  # six times ago, and waits longest
    await seek(crowd[7], role="talk")
    chat = await seek(alice, role="listen")
    assert (await crowd[1].page("/match")).find("a", string="Open the chat")["href"].startswith(f"/chats/{chat}")


async def test_looking_wider_finds_at_once_or_goes_on_waiting(alice: Browser, bob: Browser, carol: Browser) -> None:
    await seek(alice, role="talk", topics="grief")
    await seek(bob, role="listen", topics="work", genders="woman")
    page = await bob.page("/match")
    assert {button["value"] for button in page.select("form[action='/match/widen'] button")} == {"topics", "people"}
    waiting_since = [one.created_at for one in await MatchRequest.all().order_by("created_at")]
    await bob.act("/match/widen", {"what": "topics"})
    assert [one.created_at for one in await MatchRequest.all().order_by("created_at")] == waiting_since
    page = await bob.page("/match")
    assert [button["value"] for button in page.select("form[action='/match/widen'] button")] == ["people"]
    response = await bob.act("/match/widen", {"what": "people"})
    chat = response.headers["location"]
    assert (await alice.page("/match")).find("a", string="Open the chat")["href"] == chat
    assert await MatchRequest.all().count() == 0
    assert len((await bob.page("/chats")).select("#chats a")) == 1
    await carol.act("/match/widen", {"what": "topics"})  # nothing to widen
    assert (await carol.page("/match")).select_one("h1").text == "Talk with someone"


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_a_thousand_people_with_mixed_criteria(app: ASGIApp) -> None:
    """No wrong pair, and whoever has a fit among those who wait is matched in one step."""
    rng = random.Random(4)
    people: list[Viewer] = []
    wanted: dict[str, Criteria] = {}
    waiting: dict[str, Viewer] = {}
    met: set[frozenset[str]] = set()
    apart: set[frozenset[str]] = set()

    @transaction
    async def join() -> None:
        people.extend([await Person.join(passphrase.make()) for _ in range(1000)])

    await join()
    for _ in range(400):
        one, other = rng.sample(people, 2)
        await Block.put(one, other.person_id, crypto.new_id(), name="n", about="a")
        apart.add(frozenset((one.person_id, other.person_id)))

    def draw() -> Criteria:
        def pick(values: Iterable[str], chance: float) -> tuple[str, ...]:
            return tuple(one for one in values if rng.random() < chance)

        return Criteria(
            rng.choice(list(Role)),
            topics=pick(TOPICS, 0.4),
            languages=pick(LANGUAGES, 0.5) or ("en",),
            age=rng.choice(["", *AGES]),
            ages=pick(AGES, 0.6) if rng.random() < 0.3 else (),
            gender=rng.choice(["", *GENDERS]),
            genders=pick(GENDERS, 0.6) if rng.random() < 0.3 else (),
        )

    by_tag: dict[str, str] = {}
    matched = 0
    for turn, person in enumerate([*people, *rng.sample(people, 300)]):
        who = person.person_id
        if who in waiting:
            continue
        mine = draw()
        possible = [other for other in waiting if mine.fits(wanted[other]) and frozenset((who, other)) not in apart]
        fresh = [other for other in possible if frozenset((who, other)) not in met]
        chat = await MatchRequest.start(person, mine)
        assert bool(chat) is bool(possible), turn
        if not chat:
            waiting[who], wanted[who] = person, mine
            by_tag[person.tag(f"chat {person.vault.pending_match}")] = who
            continue
        seats = await Seat.filter(chat_id=chat.id).order_by("number")
        partner = by_tag[seats[0].tag]
        assert seats[1].tag == person.tag(f"chat {chat.id}")
        assert partner in (fresh or possible), "a wrong pair"
        best = max(mine.closeness(wanted[other]) for other in fresh or possible)
        assert mine.closeness(wanted[partner]) == best
        matched += 1
        met.add(frozenset((who, partner)))
        del waiting[partner]
    assert matched > 400
    assert await Chat.all().count() == matched
    assert await MatchRequest.all().count() == len(waiting)
