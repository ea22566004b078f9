"""Reporting a post, a comment or what was said in a chat, and what became of it."""

import secrets
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon import settings
from arcanon.chats.models import Membership, Message
from arcanon.comments.models import Comment
from arcanon.comments.threads import find_subject
from arcanon.moderation.models import digest_of
from arcanon.posts.models import Post
from arcanon.reports.forms import ChatReportForm, PostReportForm, ReportForm
from arcanon.reports.models import Case, HiddenText, Report, receipt_id
from arcanon.web.errors import require_account
from arcanon.web.redirects import redirect
from arcanon.web.rendering import render

MAX_SHOWN = 40  # messages, the last ones of a chat


async def report_text(request: Request) -> Response:
    """Reports a post or comment; for visitors, too."""
    subject = await find_subject(request.user, request.path_params)
    if subject.is_by(request.user) or subject.hidden:
        raise HTTPException(404)
    params = {subject.kind: subject.id}
    form_class = PostReportForm if subject.kind == "post" else ReportForm
    back = str(request.app.state.addresses(f"{subject.kind}s:show", **params))
    context = {
        "kind": subject.kind,
        "name": subject.name,
        "action": str(request.app.state.addresses(f"reports:{subject.kind}", **params)),
        "back": back if subject.kind == "post" else f"{back}#comment-{subject.id}",
    }
    if request.method == "GET":
        return _ask(request, form_class({"hides": "yes"}), context)
    form = await form_class.read(request)
    if form.errors:
        return _ask(request, form, context, 422)
    receipt = "" if request.user.is_signed_in else secrets.token_urlsafe(24)
    await Case.report(
        request.user,
        subject,
        form.values["rule"],
        form.values["details"],
        hides=form.values.get("hides") == "yes",
        receipt=receipt,
    )
    if receipt:
        return redirect(request, "reports:receipt", token=receipt)
    return redirect(request, "reports:index", flash="reported")


async def report_chat(request: Request) -> Response:
    """Reports the other person of a chat, with the messages that were ticked."""
    require_account(request)
    membership = await Membership.find(request.user, request.path_params["chat"])
    if membership is None or membership.chat.deleted_at:
        raise HTTPException(404)
    chat = membership.chat
    messages = await Message.read(chat.id, after=max(0, chat.last_number - MAX_SHOWN))
    context = {
        "kind": "chat",
        "name": membership.other.name,
        "seat": membership.seat,
        "messages": [message for message in messages if message.body],
        "action": str(request.app.state.addresses("reports:chat", chat=chat.id)),
        "back": str(request.app.state.addresses("chats:show", chat=chat.id)),
    }
    if request.method == "GET":
        return _ask(request, ChatReportForm(), context)
    form = await ChatReportForm.read(request)
    form.require_messages({message.number for message in messages if message.body})
    if form.errors:
        return _ask(request, form, context, 422)
    await Case.report_chat(request.user, membership, form.numbers, form.values["rule"], form.values["details"])
    return redirect(request, "reports:index", flash="reported")


def _ask(request: Request, form: ReportForm, context: Mapping[str, object], status: int = 200) -> Response:
    days = settings.current().evidence_days
    more = {"form": form, "reasons": settings.current().reasons, "days": days}
    return render(request, "reports/report.html", {**context, **more}, status=status)


async def index(request: Request) -> Response:
    """What the viewer has reported, the newest first, and what became of it."""
    require_account(request)
    own = request.user.vault.reports[::-1]
    about = [report["about"].partition(" ") for report in own]
    posts = await Post.filter(id__in=[id_ for kind, _space, id_ in about if kind == "post"])
    comments = await Comment.filter(id__in=[id_ for kind, _space, id_ in about if kind == "comment"])
    # As they are called now: what is hidden or deleted since must not go on being read here.
    headings = {f"post {post.id}": post.heading for post in posts}
    headings |= {f"comment {comment.id}": comment.heading for comment in comments}
    context = {"reports": own, "cases": await Case.of(request.user), "headings": headings}
    return render(request, "reports/index.html", context)


async def receipt(request: Request) -> Response:
    """What became of the report of a visitor, who alone knows this address."""
    report = await Report.get_or_none(id=receipt_id(request.path_params["token"])).select_related("case")
    return render(request, "reports/receipt.html", {"case": report.case if report else None})


async def own_text(request: Request) -> Response:
    """What the viewer wrote that is hidden, why, and how they can appeal."""
    require_account(request)
    found = await HiddenText.get_or_none(subject=request.path_params["subject"]).select_related("post", "comment")
    subject = (found.comment or found.post) if found else None
    if found is None or subject is None or not subject.is_by(request.user):
        raise HTTPException(404)
    # One can appeal for as long as the copy is kept that the moderators would look at.
    can_appeal = bool(found.appeal) and await Case.exists(appeal_digest=digest_of(found.appeal))
    context = {"hidden": found, "subject": subject, "can_appeal": can_appeal}
    return render(request, "reports/own_text.html", context)
