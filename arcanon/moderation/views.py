"""The queue, a case, the public log, and appeals."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from arcanon import settings
from arcanon.moderation import deciding
from arcanon.moderation.access import UnconfirmedError, confirm_address, remember, require_invited, require_moderator
from arcanon.moderation.deciding import AlreadyDecidedError
from arcanon.moderation.forms import PEOPLE, AppealForm, CallSignForm, RulingForm, WordsForm
from arcanon.moderation.models import CallSignTakenError, Decision, Moderator, ModeratorInvitation, digest_of
from arcanon.reports.models import Case
from arcanon.text.translation import gettext as _
from arcanon.web.carrying import carried
from arcanon.web.errors import require_account
from arcanon.web.forms import read_form_data
from arcanon.web.paging import whole_number
from arcanon.web.redirects import redirect, redirect_browser
from arcanon.web.rendering import render

PAGE_SIZE = 50

View = Callable[[Request], Awaitable[Response]]


def moderated(view: View) -> View:
    """Returns the view for moderators who have typed their seven words lately; others are asked for them first."""

    @wraps(view)
    async def checked(request: Request) -> Response:
        try:
            request.state.moderator = await require_moderator(request)
        except UnconfirmedError:
            if request.method == "POST":  # what was typed is carried along
                data = await read_form_data(request)
                return _ask_for_words(request, WordsForm(), carried(request, data, to=request.scope["path"]))
            return redirect_browser(request, confirm_address(request))
        return await view(request)

    return checked


@moderated
async def queue(request: Request) -> Response:
    """The open cases: appeals and what is hidden already first, then the oldest."""
    cases = await Case.exclude(state="closed").order_by("state", "-is_hidden", "opened_on", "id").limit(PAGE_SIZE)
    decided = await Case.filter(state="closed").order_by("-decision").limit(PAGE_SIZE)
    return render(
        request, "moderation/queue.html", {"cases": cases, "decided": decided, "reasons": settings.current().reasons}
    )


@moderated
async def case(request: Request) -> Response:
    """A case: what was reported and why. A POST decides about it."""
    found = await _find_case(request)
    if request.method == "GET":
        return await _show_case(request, found, RulingForm())
    _refuse_own(request, found)
    form = await RulingForm.read(request)
    if found.kind == "chat":
        form.values["text"] = "leave"  # there is no text to hide
    if not form.errors and form.values["person"] and not (found.evidence and found.evidence.writer):
        form.report_unknown_writer()
    if not form.errors:
        try:
            await deciding.decide(found, request.state.moderator, form.ruling)
        except AlreadyDecidedError:
            return await _show_case(request, await _find_case(request), form, is_late=True, status=409)
        return redirect(request, "moderation:queue", flash="decided")
    return await _show_case(request, found, form, status=422)


@moderated
async def undo(request: Request) -> Response:
    """Takes back what was decided, or grants an appeal."""
    found = await _find_case(request)
    try:
        action = "appeal-granted" if found.state == "appealed" else deciding.UNDO
        await deciding.undo(found, await _other_moderator(request, found), action)
    except AlreadyDecidedError:
        return await _show_case(request, await _find_case(request), RulingForm(), is_late=True, status=409)
    return redirect(request, "moderation:queue", flash="decided")


@moderated
async def refuse(request: Request) -> Response:
    """Lets a decision stand that was appealed against."""
    found = await _find_case(request)
    try:
        await deciding.refuse_appeal(found, await _other_moderator(request, found))
    except AlreadyDecidedError:
        return await _show_case(request, await _find_case(request), RulingForm(), is_late=True, status=409)
    return redirect(request, "moderation:queue", flash="decided")


async def _other_moderator(request: Request, found: Case) -> Moderator:
    """Returns the viewer, unless they decided what is appealed against and a colleague could look."""
    moderator: Moderator = request.state.moderator
    _refuse_own(request, found)
    if found.state == "appealed" and await _must_leave(request, found):
        raise HTTPException(403)
    return moderator


def _is_own(request: Request, found: Case) -> bool:
    evidence = found.evidence
    return bool(evidence and evidence.writer == request.user.person_id)


def _refuse_own(request: Request, found: Case) -> None:
    """Raises 403 for a moderator who wrote what was reported."""
    if _is_own(request, found):
        raise HTTPException(403)


async def _must_leave(request: Request, found: Case) -> bool:
    own, evidence = request.state.moderator.call_sign, found.evidence
    return bool(evidence and evidence.moderator == own and await Moderator.exclude(call_sign=own).exists())


async def _find_case(request: Request) -> Case:
    found = await Case.get_or_none(id=request.path_params["case"])
    if found is None:
        raise HTTPException(404)
    return found


async def _show_case(
    request: Request, found: Case, form: RulingForm, *, is_late: bool = False, status: int = 200
) -> Response:
    evidence = found.evidence
    context = {
        "case": found,
        "evidence": evidence,
        "earlier": await Case.earlier_about(found),
        "subject": await deciding.subject_of(found),
        "must_leave": found.state == "appealed" and await _must_leave(request, found),
        "reasons": settings.current().reasons,
        "rules": {"": _("Choose a rule"), **settings.current().reasons},
        "people": {value: _(label) for value, label in PEOPLE.items()},
        "form": form,
        "is_late": is_late,
        "is_own": _is_own(request, found),
    }
    return render(request, "moderation/case.html", context, status=status)


async def confirm(request: Request) -> Response:
    """Asks a moderator for their seven words."""
    await require_invited(request)
    if request.method == "GET":
        return _ask_for_words(request, WordsForm(), carried(request, request.query_params))
    interrupted = carried(request, await read_form_data(request))
    form = await WordsForm.read(request)
    if not form.errors and not request.user.has_words(form.values["words"]):
        form.report_wrong_words()
    if form.errors:
        form.typed["words"] = ""
        return _ask_for_words(request, form, interrupted, 422)
    if interrupted["kept"].typed:
        return remember(request, render(request, "people/your_text.html", interrupted))
    address = interrupted["next_path"] or str(request.app.state.addresses("moderation:queue"))
    return remember(request, RedirectResponse(address, 303))


def _ask_for_words(request: Request, form: WordsForm, interrupted: dict[str, Any], status: int = 200) -> Response:
    return render(request, "moderation/confirm.html", {"form": form, **interrupted}, status=status)


async def accept(request: Request) -> Response:
    """Makes a moderator of somebody who was invited."""
    require_account(request)
    token = request.path_params["token"]
    if not await ModeratorInvitation.is_open(token):
        raise HTTPException(404)
    if request.method == "GET":
        return render(request, "moderation/accept.html", {"form": CallSignForm()})
    form = await CallSignForm.read(request)
    if not form.errors:
        try:
            if not await ModeratorInvitation.accept(token, request.user, form.values["call_sign"]):
                raise HTTPException(404)
        except CallSignTakenError:
            form.report_taken()
    if form.errors:
        return render(request, "moderation/accept.html", {"form": form}, status=422)
    return redirect(request, "moderation:queue")


async def log(request: Request) -> Response:
    """What was decided, for everybody: no words, no names, no addresses."""
    before = whole_number(request.query_params.get("before"), default=0)
    rows = Decision.filter(number__lt=before) if before else Decision.all()
    found = await rows.order_by("-number").limit(PAGE_SIZE + 1)
    context = {
        "decisions": found[:PAGE_SIZE],
        "next": found[PAGE_SIZE - 1].number if len(found) > PAGE_SIZE else 0,
        "before": before,
        "reasons": settings.current().reasons,
    }
    return render(request, "moderation/log.html", context)


async def appeal(request: Request) -> Response:
    """What was decided about something of somebody's, and how they can appeal: the address itself is the key."""
    token = request.path_params["token"]
    found = await Case.get_or_none(appeal_digest=digest_of(token))
    evidence = found.evidence if found else None
    if found is None or evidence is None:
        raise HTTPException(404)
    form = AppealForm() if request.method == "GET" else await AppealForm.read(request)
    status = 422 if form.errors else 200
    if request.method == "POST" and not form.errors:
        if await deciding.appeal(token, form.values["reason"]):
            return redirect(request, "moderation:appeal", token=token, flash="appealed")
        form.report_too_late()
        status = 409
    context = {"case": found, "evidence": evidence, "reasons": settings.current().reasons, "form": form, "token": token}
    return render(request, "moderation/appeal.html", context, status=status)
