"""Blocking the writer of something, without learning who it is."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon.blocks.models import Block
from arcanon.chats.models import Membership
from arcanon.comments.threads import find_subject
from arcanon.invitations.models import Invitation
from arcanon.people.models import unseal_person
from arcanon.text.translation import gettext as _
from arcanon.web.errors import require_account
from arcanon.web.redirects import redirect
from arcanon.web.rendering import render


async def block_writer(request: Request) -> Response:
    """Blocks the writer of a post or comment; asks first."""
    require_account(request)
    subject = await find_subject(request.user, request.path_params)
    if subject.is_by(request.user):
        raise HTTPException(404)
    params = {subject.kind: subject.id}
    return await _ask_or_block(
        request,
        unseal_person(subject.sealed_writer, subject.id, subject.created_at),
        name=subject.name,
        about=subject.heading,
        subject_id=subject.id,
        action=str(request.app.state.addresses(f"blocks:{subject.kind}", **params)),
        back=str(request.app.state.addresses(f"{subject.kind}s:show", **params)),
    )


async def block_inviter(request: Request) -> Response:
    """Blocks whoever sent an invitation, and declines it; asks first."""
    require_account(request)
    invitation = await Invitation.received_by(request.user, request.path_params["invitation"])
    if invitation is None:
        raise HTTPException(404)
    if request.method == "POST" and invitation.sender_id:
        await invitation.decline()
    return await _ask_or_block(
        request,
        invitation.sender_id,
        name=_("the person who invited you"),
        about=_("invited you to talk about: %(heading)s", heading=invitation.subject.heading),
        subject_id=invitation.chat_id,
        action=str(request.app.state.addresses("blocks:invitation", invitation=invitation.chat_id)),
        back=str(request.app.state.addresses("invitations:index")),
    )


async def block_partner(request: Request) -> Response:
    """Blocks the other person of a chat, and ends it; asks first. To them it has ended like any other."""
    require_account(request)
    membership = await Membership.find(request.user, request.path_params["chat"])
    if membership is None:
        raise HTTPException(404)
    if request.method == "POST" and membership.other.person_id:
        await membership.chat.end()
    return await _ask_or_block(
        request,
        membership.other.person_id,
        name=membership.other.name,
        about=_("a chat"),
        subject_id=membership.chat.id,
        action=str(request.app.state.addresses("blocks:chat", chat=membership.chat.id)),
        back=str(request.app.state.addresses("chats:show", chat=membership.chat.id)),
    )


async def _ask_or_block(
    request: Request, person_id: str | None, *, name: str, about: str, subject_id: str, action: str, back: str
) -> Response:
    if request.method == "GET" or person_id is None:
        context = {"name": name, "action": action, "back": back, "is_too_late": person_id is None}
        status = 422 if request.method == "POST" else 200
        return render(request, "blocks/block.html#question", context, status=status)
    await Block.put(request.user, person_id, subject_id, name=name, about=about)
    return redirect(request, "blocks:index", flash="blocked")


async def index(request: Request) -> Response:
    """The people that the viewer has blocked, by what each block was for."""
    require_account(request)
    return render(request, "blocks/index.html")


async def unblock(request: Request) -> Response:
    require_account(request)
    await Block.remove(request.user, request.path_params["block"])
    return redirect(request, "blocks:index", flash="unblocked")
