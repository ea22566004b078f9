"""Evidence: a copy of what was reported, by which moderators decide."""

from dataclasses import dataclass, field
from typing import Any

from arcanon import crypto
from arcanon.crypto import BrokenSealError
from arcanon.crypto.records import Record
from arcanon.reports import case_keys

STEP = 4096  # bytes to which it is padded


@dataclass(kw_only=True)
class Evidence(Record):
    """What was said, who said it, and who found what in it. Nobody is ever shown `writer`."""

    address: str = ""  # the path of the text; "" for a chat
    name: str = ""  # of the writer, in this place
    title: str = ""
    warning: str = ""
    body: str = ""
    later: list[str] = field(default_factory=list)  # what it said when it was reported again, if it was edited
    messages: list[dict[str, Any]] = field(default_factory=list)  # of a chat: "is_theirs", and the "body"
    writer: str = ""  # the person's id; "" if nobody could tell any more
    earlier: str = "none"  # or "one" or "several": what was decided about the writer before the case was opened
    reports: list[dict[str, Any]] = field(default_factory=list)  # "rule", "words", and whether it "counts"
    moderator: str = ""  # the call sign of who decided last
    rule: str = ""
    words: str = ""  # of the moderator, for the writer
    laying: dict[str, Any] = field(default_factory=dict)  # the terms that are still to be laid on the writer
    lifting: int = 0  # the number of the decision whose terms are still to be lifted
    appeal: str = ""  # what the writer says against it

    def add(self, other: "Evidence") -> None:
        """Adds what another report shows of the same text or chat."""
        self.messages += [one for one in other.messages if one not in self.messages]
        if other.body not in ("", self.body, *self.later):
            self.later.append(other.body)

    def seal(self, case_id: str) -> bytes:
        content = self.to_json()
        padded = content.ljust(-(-len(content) // STEP) * STEP)
        return crypto.seal(case_keys.read_or_make_key(case_id), padded, f"case {case_id}")

    @classmethod
    def unseal(cls, case_id: str, sealed: bytes | None) -> "Evidence | None":
        """Opens what `seal` made; None if its key is gone."""
        key = case_keys.read_key(case_id)
        if key is None or sealed is None:
            return None
        try:
            return cls.from_json(crypto.unseal(key, bytes(sealed), f"case {case_id}"))
        except BrokenSealError:
            return None
