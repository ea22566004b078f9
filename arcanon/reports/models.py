"""Cases, and the reports that they are made of."""

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256

from tortoise import fields
from tortoise.models import Model

from arcanon import crypto, settings
from arcanon.chats.models import Membership, Message
from arcanon.comments.models import Comment
from arcanon.db.transactions import lock, transaction
from arcanon.people.models import Sanction, Vault, Viewer, Visitor, unseal_person
from arcanon.posts.models import Post
from arcanon.reports import case_keys
from arcanon.reports.evidence import Evidence
from arcanon.reports.hidden_texts import WAITING, HiddenText
from arcanon.text import clock

__all__ = ["WAITING", "Case", "Evidence", "HiddenText", "Report"]  # what other features use

CASE_ID_LENGTH = 16
UNCOUNTED = timedelta(days=7)  # after it began, until a decision counts as an earlier one


class Case(Model):
    """Something that was reported, once or several times, and what a moderator has decided about it."""

    id = fields.CharField(primary_key=True, max_length=CASE_ID_LENGTH)
    kind = fields.CharField(max_length=8)  # "post", "comment" or "chat"
    subject = fields.CharField(max_length=16)  # the id of the text; of a chat a digest that only says whether it is one
    sealed: bytes | None = fields.BinaryField(null=True)  # the evidence
    state = fields.CharField(max_length=8, default="open")  # or "closed", or "appealed"
    is_hidden = fields.BooleanField(default=False)  # until a moderator has looked
    report_count = fields.IntField(default=0)
    action = fields.CharField(max_length=16, default="")  # what was decided last
    decision: int | None = fields.IntField(null=True)  # the number of what was decided last
    appeal_digest = fields.CharField(max_length=64, default="")  # of the token of its address
    opened_on = fields.DateField()
    closed_on = fields.DateField(null=True)

    class Meta:
        table = "cases"
        indexes = (("subject",), ("state", "opened_on"), ("appeal_digest",))

    @property
    def evidence(self) -> Evidence | None:
        return Evidence.unseal(self.id, self.sealed)

    @classmethod
    @transaction
    async def report(
        cls, viewer: Visitor, subject: Post | Comment, rule: str, words: str, *, hides: bool = False, receipt: str = ""
    ) -> "Case":
        """Reports a post or comment that is not hidden. If many have, it is hidden until a moderator has looked.

        `receipt` is the token of the address at which a visitor can see what became of it.
        """
        evidence = Evidence(
            address=f"/{subject.kind}s/{subject.id}",
            name=subject.name,
            title=getattr(subject, "title", ""),
            warning=getattr(subject, "warning", ""),
            body=subject.body,
            writer=unseal_person(subject.sealed_writer, subject.id, subject.created_at) or "",
        )
        about = f"{subject.kind} {subject.id}"
        hidden = subject.id if hides and isinstance(subject, Post) else ""
        case = await cls._join(viewer, subject.kind, subject.id, evidence, rule, words, about, hidden, receipt)
        counted = sum(bool(one["counts"]) for one in (case.evidence or evidence).reports)
        if case.state == "open" and counted >= settings.current().reports_to_hide:
            await HiddenText.hide(subject, WAITING)
            await cls.filter(id=case.id).update(is_hidden=True)
        return case

    @classmethod
    @transaction
    async def report_chat(
        cls, viewer: Viewer, membership: Membership, numbers: frozenset[int], rule: str, words: str
    ) -> "Case":
        """Reports the other person of a chat, showing these messages and no others, as they are stored."""
        chat, seat = membership.chat, membership.seat
        known = await Message.read(chat.id, after=min(numbers) - 1, before=max(numbers) + 1)
        shown = [one for one in known if one.number in numbers and one.body]
        evidence = Evidence(
            name=membership.other.name,
            messages=[{"is_theirs": one.seat != seat.number, "body": one.body or ""} for one in shown],
            writer=membership.other.person_id or "",
        )
        digest = crypto.mac(crypto.derive(settings.current().secret, "cases"), f"{chat.id} {membership.other.number}")
        about = f"chat {membership.other.name}"
        return await cls._join(viewer, "chat", crypto.derive_id(digest, 16), evidence, rule, words, about)

    @classmethod
    async def _join(
        cls,
        viewer: Visitor,
        kind: str,
        subject: str,
        evidence: Evidence,
        rule: str,
        words: str,
        about: str,
        hidden_post: str = "",
        receipt: str = "",
    ) -> "Case":
        """Adds a report to the open case about a subject, or opens one. Reporting twice counts once."""
        await lock(f"case {subject}")
        is_member = isinstance(viewer, Viewer)
        report_id = crypto.derive_id(viewer.tag(f"report {subject}"), 16) if is_member else receipt_id(receipt)
        case = await cls.filter(subject=subject).exclude(state="closed").select_for_update().first()
        earlier = await Report.get_or_none(id=report_id)
        is_again = bool(earlier and case and earlier.case_id == case.id)
        if earlier and not is_again:
            await earlier.delete()  # the case that it was about is closed
        counts = isinstance(viewer, Viewer) and not viewer.vault.is_new and not is_again
        if case is None:
            before = await cls.filter(subject=subject).order_by("-decision").first()
            known = before.evidence if before else None
            # Noted once for each text: see `_earlier_decisions`.
            evidence.earlier = known.earlier if known else await _earlier_decisions(evidence.writer)
            case = await cls.create(
                id=crypto.new_id(CASE_ID_LENGTH), kind=kind, subject=subject, opened_on=clock.today()
            )
        elif known := case.evidence:
            known.add(evidence)
            evidence = known
        evidence.reports.append({"rule": rule, "words": words, "counts": counts})
        case.sealed = evidence.seal(case.id)
        case.report_count += not is_again
        await case.save(update_fields=["sealed", "report_count"])
        if not is_again:
            await Report.create(id=report_id, case=case)
        if isinstance(viewer, Viewer):
            case_id = case.id

            def keep(vault: Vault) -> None:
                vault.keep_report(case_id, about)
                if hidden_post:
                    vault.keep("hidden_posts", hidden_post)

            await viewer.change_vault(keep)
        return case

    @classmethod
    async def earlier_about(cls, case: "Case") -> list["Case"]:
        """Returns the decided cases about the same text, the latest first."""
        return await cls.filter(subject=case.subject, state="closed").exclude(id=case.id).order_by("-decision")

    @classmethod
    async def of(cls, viewer: Viewer) -> "Mapping[str, Case]":
        """Returns the cases that the viewer has reported and that are still kept, by their ids."""
        ids = [one["id"] for one in viewer.vault.reports]
        return {case.id: case for case in await cls.filter(id__in=ids)} if ids else {}

    @classmethod
    async def forget_old(cls) -> None:
        """Destroys the keys of cases that were closed long enough ago, then deletes them."""
        limit = clock.today() - timedelta(days=settings.current().evidence_days)
        for case_id in map(str, await cls.filter(state="closed", closed_on__lte=limit).values_list("id", flat=True)):
            case_keys.destroy_key(case_id)
            await cls._delete(case_id)

    @classmethod
    @transaction
    async def _delete(cls, case_id: str) -> None:
        await cls.filter(id=case_id).delete()


async def _earlier_decisions(person_id: str) -> str:
    """Returns how often a person was decided about: "none", "one" or "several".

    Decisions of the last days do not count, what was taken back does, and the answer is noted once for each text, so
    that it does not change while somebody looks: else a moderator could decide about one text, and see by the number
    which others are of the same writer.
    """
    limit = (clock.now() - UNCOUNTED).isoformat()
    found = await Sanction.of(person_id) if person_id else {}
    count = sum(terms.begins_at < limit for terms in found.values())
    return "none" if not count else "one" if count == 1 else "several"


def receipt_id(token: str) -> str:
    """Returns the id of the report whose sender holds this token."""
    return crypto.derive_id(sha256(token.encode()).hexdigest(), 16)


class Report(Model):
    """One report. Its id is a tag that only the person who sent it can compute. A visitor's is that of a receipt."""

    id = fields.CharField(primary_key=True, max_length=16)
    case: fields.ForeignKeyRelation[Case] = fields.ForeignKeyField("arcanon.Case", related_name="reports")

    case_id: str

    class Meta:
        table = "reports"
        indexes = (("case_id",),)
