"""One sealed example of each format, as this release writes it, and the keys to open it.

A release adds its own by `python -m tests.sealed.examples 0.2`, and keeps those of the earlier ones: a vault from years
ago must open for ever, since nobody but its owner could mend it.
"""

import sys
from base64 import b64encode
from pathlib import Path

from arcanon import settings
from arcanon.chats import sealed_text
from arcanon.chats.models import About, chat_keys
from arcanon.matches.criteria import Criteria, Role, SealedRequest
from arcanon.matches.models import MatchRequest
from arcanon.people import feed_address, sanctions
from arcanon.people.additions import Series
from arcanon.people.sanctions import Terms
from arcanon.people.vault import NotificationQuery, Vault
from arcanon.reports.evidence import Evidence
from arcanon.settings import Settings

FOLDER = Path(__file__).parent
SECRET = b"the secret of the sealed examples"
KEY = bytes(range(32))  # of the vault, and of the chat
TOKEN = "an-address-of-the-sealed-examples"
CHAT = "sealedexamples22"
CASE = "sealedexamples23"
PERSON = "person1"

VAULT = Vault(
    posts=["post1", "post2"],
    comments=["comment1"],
    likes=["post1"],
    chats=["chat1"],
    pending_match="chat2",
    partners={"pair1": "2026-11-27T10:00:00+00:00"},
    invitations=["chat3"],
    scopes=["thread post1", "chat chat1"],
    drafts=[{"key": "draft1", "to": "/posts", "title": "", "body": "Half a thought, wie schön"}],
    sent_keys=["key1"],
    notifications_read_until="2026-11-26T10:00:00+00:00",
    notifications_read=["notification1"],
    hidden_posts=["post3"],
    hidden_topics=["grief"],
    hidden_phrases=["two words"],
    blocks=[{"id": "block1", "subject": "post3", "name": "brave otter", "about": "A post"}],
    accepts_invitations=False,
    announcements="count",
    plays_sound=True,
    feed_token=TOKEN,
    next_addition=3,
    next_feed_addition=2,
    old_feeds={"a-former-token": 3},
    joined_on="2026-11-20",
    reports=[{"id": "case1", "about": "A post", "on": "2026-11-26"}],
)
TERMS = Terms(
    action="pause",
    begins_at="2026-11-26T10:00:00+00:00",
    ends_at="2026-12-03T10:00:00+00:00",
    rule="kind",
    words="Please be kind.",
    about="post",
    decision=3,
    appeal="an-address",
)
EVIDENCE = Evidence(
    address="/posts/post1",
    name="brave otter",
    title="A title",
    warning="careful",
    body="Words",
    later=["Other words"],
    messages=[{"is_theirs": True, "body": "Said"}],
    writer="person1",
    earlier="one",
    reports=[{"rule": "kind", "words": "It hurts", "counts": True}],
    moderator="Owl",
    rule="kind",
    words="Please be kind.",
    laying={"action": "warn"},
    lifting=2,
    appeal="I quoted",
)
QUERY = NotificationQuery(
    tags=["tag1", "tag2"],
    read_until="2026-11-26T10:00:00+00:00",
    read=["n1"],
    accepts_invitations=False,
    next_addition=1,
)
# What a field had before there was one.
SINCE = {
    "0.2": {
        "next_addition": 0,
        "next_feed_addition": 0,
        "old_feeds": {},
        "joined_on": "",
        "reports": [],
        "post": "",
    }
}
CHANGE = {"likes": {"-": ["post1"], "+": ["post2", "post1"]}, "plays_sound": {"=": False}}
CHANGE_NUMBER = 3
CRITERIA = Criteria(
    Role.LISTEN,
    topics=("grief", "work"),
    languages=("en", "de"),
    age="25",
    ages=("25", "35"),
    gender="woman",
    genders=("woman", "man"),
    line="Hello, whoever comes",
)
ABOUT = About(roles={"1": "talk", "2": "listen"}, topics=["grief"], heading="What do you do at four?", post="post1")
REQUEST = SealedRequest.make(CRITERIA, ["pair1", "pair2"])


def use_keys(folder: Path) -> None:
    """Makes this process a site that has the keys of the examples."""
    settings.use(Settings(data_dir=folder, secret=SECRET))
    for path in (("chats", CHAT), ("cases", CASE), ("sanctions",)):
        file = folder.joinpath("keys", *path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(KEY)
    assert chat_keys.read_key(CHAT) == KEY


def seal_all() -> dict[str, bytes]:
    """Returns each example, sealed as the database would hold it."""
    request = MatchRequest(chat_id=CHAT)
    request._seal(REQUEST)
    return {
        "vault": VAULT.seal(KEY),
        "notification_query": feed_address.seal(TOKEN, QUERY),
        "match_request": request.sealed_request,
        "about": sealed_text.seal(CHAT, 0, ABOUT.to_padded_json(), sealed_text.ABOUT),
        "terms": sanctions.seal(PERSON, TERMS),
        "evidence": EVIDENCE.seal(CASE),
        "vault_addition": Series(KEY).seal(CHANGE_NUMBER, CHANGE),
    }


def main(release: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        use_keys(Path(folder))
        target = FOLDER / release
        target.mkdir()
        for name, sealed in seal_all().items():
            (target / f"{name}.txt").write_text(b64encode(sealed).decode() + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
