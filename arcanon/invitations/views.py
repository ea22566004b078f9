"""Inviting a writer to talk, and answering invitations."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon.chats.models import Seat
from arcanon.comments.threads import find_subject
from arcanon.invitations.forms import InvitationForm
from arcanon.invitations.models import AlreadyInvitedError, Invitation
from arcanon.posts.models import Post
from arcanon.web.errors import require_account
from arcanon.web.redirects import redirect
from arcanon.web.rendering import render


async def invite(request: Request) -> Response:
    """Invites the writer of a post or comment."""
    require_account(request)
    subject = await find_subject(request.user, request.path_params)
    if subject.is_by(request.user):
        raise HTTPException(404)
    post_id = subject.id if isinstance(subject, Post) else subject.post_id
    earlier = await Invitation.sent_by(request.user).filter(post_id=post_id).first()
    context = {"subject": subject, "kind": subject.kind, "earlier": earlier}
    if request.method == "GET":
        return render(request, "invitations/invite.html", {**context, "form": InvitationForm.empty()})
    form = await InvitationForm.read(request)
    if not form.errors:
        try:
            await Invitation.send(request.user, subject, form.values["line"], form.values["key"])
        except AlreadyInvitedError:
            form.report_open_invitation()
    if form.errors:
        return render(request, "invitations/invite.html", {**context, "form": form}, status=422)

    return redirect(request, "invitations:index", flash="invited")


async def index(request: Request) -> Response:
    """The invitations that the viewer has received, and those they have sent."""
    require_account(request)
    own = request.user.vault.invitations
    received, current = await Invitation.received_and_sent(request.user)
    ended = [chat_id for chat_id in own if chat_id not in current]
    accepted = await Seat.chats_of(request.user, ended) if ended else set()
    sent = [(chat_id, current.get(chat_id), chat_id in accepted) for chat_id in reversed(own)]
    return render(request, "invitations/index.html", {"received": received, "sent": sent})


async def accept(request: Request) -> Response:
    """Opens a chat with whoever sent the invitation."""
    chat = await (await _received(request)).accept(request.user)
    return redirect(request, "chats:show", chat=chat.id, anchor="latest")


async def decline(request: Request) -> Response:
    await (await _received(request)).decline()
    return redirect(request, "invitations:index", flash="declined")


async def withdraw(request: Request) -> Response:
    """Withdraws the viewer's own invitation."""
    require_account(request)
    await Invitation.withdraw(request.user, request.path_params["invitation"])
    return redirect(request, "invitations:index", flash="withdrawn")


async def _received(request: Request) -> Invitation:
    """Returns the invitation in the address, if the viewer may answer it."""
    require_account(request)
    invitation = await Invitation.received_by(request.user, request.path_params["invitation"])
    if invitation is None:
        raise HTTPException(404)
    return invitation
