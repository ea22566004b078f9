"""Drafts: what is being written, kept in the vault until it is published or thrown away."""

import re

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon import crypto, errors, forms
from arcanon.pages import go_to, render, route_name, wants_fragment
from arcanon.people.vault import Draft, Vault

KEY = "[a-z0-9-]{1,32}"  # the one-time key of a form, as an address may hold it
FIELDS = ("title", "body", "topic", "warning", "reply_to")
CHARACTERS_AT_MOST = 6_000  # of a field: more than any may have when it is published
NAME_AT_MOST = 80  # of a form's key, and of its address
TAKES_DRAFTS = ("posts:create", "posts:edit", "comments:create", "comments:edit")


async def save(request: Request) -> Response:
    """Keeps a form as it is, whether it could be published or not."""
    # What keeps itself while somebody types must not put a page in the middle of their form.
    if wants_fragment(request) and not request.user.is_signed_in:
        return render(request, "people/_draft_kept.html", {"is_kept": False})
    errors.required(request)
    data = await forms.sent(request)
    draft = _draft(data)
    is_ours = re.fullmatch(KEY, draft["key"]) and re.fullmatch(f"[{crypto.ALPHABET}]{{0,16}}", draft["reply_to"])
    if not is_ours or route_name(request, draft["to"], "POST") not in TAKES_DRAFTS:
        raise HTTPException(400)
    is_kept = True

    def keep(vault: Vault) -> None:
        nonlocal is_kept
        is_kept = vault.keep_draft(draft)

    if request.user.vault.draft(draft["key"]) != draft:
        await request.user.change_vault(keep)
    if wants_fragment(request):
        return render(request, "people/_draft_kept.html", {"is_kept": is_kept})
    return go_to(request, "people:me", query="said=draft")


async def discard(request: Request) -> Response:
    """Throws a draft away; asks first."""
    errors.required(request)
    key = request.path_params["key"]
    draft = request.user.vault.draft(key)
    if draft is None:
        raise HTTPException(404)
    if request.method == "GET":
        return render(request, "people/discard.html#question", {"draft": draft})
    await request.user.change_vault(lambda vault: vault.forget_draft(key))
    return go_to(request, "people:me", query="said=discarded")


def _draft(data: FormData) -> Draft:
    fields = {name: str(data.get(name, ""))[:CHARACTERS_AT_MOST] for name in FIELDS}
    return fields | {name: str(data.get(name, ""))[:NAME_AT_MOST] for name in ("key", "to")}


def address(request: Request, draft: Draft) -> str:
    """Where one goes on writing it."""
    to, key = draft["to"], draft["key"]
    name = route_name(request, to, "POST")
    if name == "posts:create":
        return f"{request.app.url_path_for('posts:new')}?draft={key}"
    if name == "comments:create" and draft.get("reply_to"):
        return f"{request.app.url_path_for('comments:answer', comment=draft['reply_to'])}?draft={key}"
    if name == "comments:create":
        return f"{to.removesuffix('/comments')}?draft={key}#answer"
    return f"{to}?draft={key}"
