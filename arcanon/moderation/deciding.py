"""Deciding about a case: what happens to the text at once, and what happens to its writer later.

Nobody may see two things happen at one moment, or they would know that one person did both. So a pause or a ban begins
after a while that is drawn anew each time; unless a moderator says that harm is near.
"""

import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from random import SystemRandom
from typing import Any

from arcanon.comments.models import Comment
from arcanon.comments.threads import find_subject
from arcanon.db.errors import GoneError
from arcanon.db.transactions import transaction
from arcanon.moderation.models import Decision, Moderator, digest_of
from arcanon.notifications.models import Notification
from arcanon.people.models import FOREVER, Sanction, Terms, Visitor
from arcanon.posts.models import Post
from arcanon.reports.models import Case, Evidence, HiddenText
from arcanon.text import clock

DISMISS, HIDE, UNDO = "dismiss", "hide", "undo"
SANCTIONS = ("warn", "pause", "ban")
SHORTEST_DELAY, LONGEST_DELAY = 10, 360  # minutes until a pause or ban begins


class AlreadyDecidedError(Exception):
    """Another moderator was faster."""


@dataclass(frozen=True)
class Ruling:
    """What a moderator decides: whether the text is hidden, and what happens to its writer ("" for nothing)."""

    hides: bool
    sanction: str  # one of SANCTIONS, or ""
    rule: str
    words: str  # for the writer
    days: int = 0  # of a pause
    is_urgent: bool = False  # harm is near: it begins at once

    @property
    def action(self) -> str:
        return "+".join(filter(None, (HIDE if self.hides else "", self.sanction))) or DISMISS


async def decide(case: Case, moderator: Moderator, ruling: Ruling) -> None:
    """Decides about a case that is open. Raises `AlreadyDecidedError` if it is no more."""
    await _close(case, moderator, ruling)
    await carry_out(case.id)


@transaction
async def _close(case: Case, moderator: Moderator, ruling: Ruling) -> None:
    row = await Case.filter(id=case.id).select_for_update().get()
    if row.state != "open":
        raise AlreadyDecidedError(case.id)
    evidence = row.evidence or Evidence()  # its key may have been left behind when the database was moved
    token = "" if ruling.action == DISMISS else secrets.token_urlsafe(24)
    number = await Decision.write(row.kind, ruling.rule, ruling.action)
    evidence.moderator, evidence.rule, evidence.words = moderator.call_sign, ruling.rule, ruling.words
    if ruling.sanction and evidence.writer:
        evidence.laying = asdict(_terms(row.kind, ruling, number, token))
    subject = await subject_of(row)
    if subject and ruling.hides:
        await HiddenText.hide(subject, ruling.rule, ruling.words, token)
        await _notify(subject, number)
    elif subject and row.is_hidden:
        await HiddenText.restore(subject)
    row.state, row.closed_on, row.is_hidden = "closed", clock.today(), False
    row.action, row.decision, row.sealed = ruling.action, number, evidence.seal(row.id)
    row.appeal_digest = digest_of(token) if token else ""
    await row.save()


async def carry_out(case_id: str) -> None:
    """Lays on the writer what was decided, or lifts it: apart from the case, and again if that was interrupted."""
    case = await Case.get_or_none(id=case_id)
    evidence = case.evidence if case else None
    if evidence is None or not (evidence.laying or evidence.lifting):
        return
    if evidence.laying:
        await Sanction.lay(evidence.writer, Terms(**evidence.laying))
    if evidence.lifting:
        await Sanction.lift(evidence.writer, evidence.lifting)
    await _note_carried_out(case_id, evidence.laying, evidence.lifting)


@transaction
async def _note_carried_out(case_id: str, laid: dict[str, Any], lifted: int) -> None:
    row = await Case.filter(id=case_id).select_for_update().get()
    evidence = row.evidence
    if evidence and evidence.laying == laid and evidence.lifting == lifted:
        evidence.laying, evidence.lifting = {}, 0
        await Case.filter(id=case_id).update(sealed=evidence.seal(case_id))


async def undo(case: Case, moderator: Moderator, action: str = UNDO) -> None:
    """Takes back what was decided last: a text is shown again, and a sanction ends."""
    await _reopen(case, moderator, action)
    await carry_out(case.id)


@transaction
async def _reopen(case: Case, moderator: Moderator, action: str) -> None:
    row = await Case.filter(id=case.id).select_for_update().get()
    evidence = row.evidence
    if row.state == "open" or row.decision is None or row.action in (UNDO, DISMISS) or evidence is None:
        raise AlreadyDecidedError(case.id)
    number = await Decision.write(row.kind, evidence.rule, action, row.decision)
    subject = await subject_of(row)
    if subject and HIDE in row.action.split("+") and not await _is_hidden_by_another(row):
        await HiddenText.restore(subject)
        await _notify(subject, number)
    if evidence.writer:
        evidence.lifting = row.decision
    evidence.moderator, evidence.laying = moderator.call_sign, {}
    row.state, row.closed_on, row.action, row.sealed = "closed", clock.today(), UNDO, evidence.seal(row.id)
    await row.save()


async def _is_hidden_by_another(case: Case) -> bool:
    """Whether another decision about the same text hides it."""
    others = await Case.filter(subject=case.subject).exclude(id=case.id).exclude(state="open")
    return any(HIDE in other.action.split("+") for other in others)


@transaction
async def appeal(token: str, words: str) -> bool:
    """Appeals against a decision, once. Returns False if there is none (any more) that can be appealed against."""
    row = await Case.filter(appeal_digest=digest_of(token), state="closed").select_for_update().first()
    evidence = row.evidence if row else None
    if row is None or evidence is None or evidence.appeal or row.action == UNDO:
        return False
    evidence.appeal = words
    row.state, row.sealed = "appealed", evidence.seal(row.id)
    await row.save()
    return True


async def refuse_appeal(case: Case, moderator: Moderator) -> None:
    """Lets a decision stand."""
    await _refuse(case, moderator)


@transaction
async def _refuse(case: Case, moderator: Moderator) -> None:
    row = await Case.filter(id=case.id, state="appealed").select_for_update().first()
    evidence = row.evidence if row else None
    if row is None or evidence is None:
        raise AlreadyDecidedError(case.id)
    await Decision.write(row.kind, evidence.rule, "appeal-refused", row.decision)
    row.state, row.closed_on = "closed", clock.today()
    await row.save()


async def subject_of(case: Case) -> Post | Comment | None:
    """Returns the post or comment of a case; None if it is a chat, or has been deleted."""
    if case.kind == "chat":
        return None
    try:
        return await find_subject(Visitor(), {case.kind: case.subject})
    except GoneError:
        return None


def _terms(kind: str, ruling: Ruling, number: int, token: str) -> Terms:
    minutes = 0.0 if ruling.is_urgent else SystemRandom().uniform(SHORTEST_DELAY, LONGEST_DELAY)
    begins = clock.now() + timedelta(minutes=minutes)
    return Terms(
        action=ruling.sanction,
        begins_at=begins.isoformat(),
        ends_at=(begins + timedelta(days=ruling.days)).isoformat() if ruling.sanction == "pause" else FOREVER,
        rule=ruling.rule,
        words=ruling.words,
        about=kind,
        decision=number,
        appeal=token,
    )


async def _notify(subject: Post | Comment, number: int) -> None:
    post_id = subject.id if isinstance(subject, Post) else subject.post_id
    comment_id = None if isinstance(subject, Post) else subject.id
    await Notification.send(subject.tag, "decision", subject.id, post_id=post_id, comment_id=comment_id, number=number)
