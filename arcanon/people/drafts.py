"""Drafts: what is being written, kept in the vault until it is published or deleted."""

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon import crypto
from arcanon.people.vault import Draft, Vault
from arcanon.web.errors import require_account
from arcanon.web.forms import Form, form_for_route, read_form_data
from arcanon.web.redirects import redirect, route_name
from arcanon.web.rendering import render, wants_fragment

KEY = "[a-z0-9-]{1,32}"  # the one-time key of a form, as an address may contain it
MAX_FIELD_LENGTH = 6_000  # characters; more than any field may have when it is published
MAX_ADDRESS_LENGTH = 80  # characters


async def save(request: Request) -> Response:
    """Keeps a form as it is, whether it could be published or not."""
    # A form that saves itself while somebody types must not be replaced by a page.
    if wants_fragment(request) and not request.user.is_signed_in:
        return render(request, "people/frames/draft_saved.html", {"is_saved": False})
    require_account(request)
    data = await read_form_data(request)
    address = str(data.get("to", ""))[:MAX_ADDRESS_LENGTH]
    route = route_name(request, address, "POST")
    form = form_for_route(route)
    if form is None or route not in form.draft_routes:
        raise HTTPException(400)
    draft = {name: str(data.get(name, ""))[:MAX_FIELD_LENGTH] for name in form.fields} | {"to": address}
    if not re.fullmatch(KEY, draft["key"]) or not re.fullmatch(
        f"[{crypto.ALPHABET}]{{0,16}}", draft.get("reply_to", "")
    ):
        raise HTTPException(400)
    has_text = any(text.strip() for text in _typed_texts(draft, form))
    is_saved = True

    def keep(vault: Vault) -> None:
        nonlocal is_saved
        is_saved = vault.keep_draft(draft, has_text=has_text)

    known = request.user.vault.draft(draft["key"])
    if known != draft and (known or has_text):
        await request.user.change_vault(keep)
    if wants_fragment(request):
        return render(request, "people/frames/draft_saved.html", {"is_saved": is_saved})
    return redirect(request, "people:me", flash="draft-saved")


async def delete(request: Request) -> Response:
    """Deletes a draft; asks first."""
    require_account(request)
    key = request.path_params["key"]
    draft = request.user.vault.draft(key)
    if draft is None:
        raise HTTPException(404)
    if request.method == "GET":
        return render(
            request, "people/delete_draft.html#question", {"draft": draft, "text": draft_text(request, draft)}
        )
    await request.user.change_vault(lambda vault: vault.forget_draft(key))
    return redirect(request, "people:me", flash="draft-deleted")


def draft_text(request: Request, draft: Draft) -> str:
    """Returns what has been typed in a draft, a line for each field."""
    form = form_for_route(route_name(request, draft["to"], "POST"))
    return "\n".join(filter(str.strip, _typed_texts(draft, form)))


def _typed_texts(draft: Draft, form: type[Form] | None) -> list[str]:
    fields = form.fields if form else {}
    return [draft.get(name, "") for name, field in fields.items() if field.is_typed]


def draft_address(request: Request, draft: Draft) -> str:
    """Returns the address of the form in which to continue a draft."""
    to, key = draft["to"], draft["key"]
    name = route_name(request, to, "POST")
    if name == "posts:create":
        return f"{request.app.state.addresses('posts:new')}?draft={key}"
    if name == "comments:create" and draft.get("reply_to"):
        return f"{request.app.state.addresses('comments:reply', comment=draft['reply_to'])}?draft={key}"
    if name == "comments:create":
        return f"{to.removesuffix('/comments')}?draft={key}#reply"
    if name == "chats:say":
        return f"{to.removesuffix('/messages')}#body"
    return f"{to}?draft={key}"
