"""Drafts: what is being written, kept in the vault until it is published or thrown away."""

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from arcanon import crypto, errors, forms
from arcanon.pages import go_to, render, route_name, wants_fragment
from arcanon.people.models import Viewer
from arcanon.people.vault import Draft

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
    if not draft["key"] or route_name(request, draft["to"], "POST") not in TAKES_DRAFTS:
        raise HTTPException(400)
    is_kept = _has_words(draft) and not _is_published(request.user, draft)
    earlier = request.user.vault.draft(draft["key"])
    if is_kept and earlier != draft:
        await request.user.change_vault(lambda vault: vault.keep_draft(draft))
    elif earlier and not is_kept:
        await request.user.change_vault(lambda vault: vault.forget_draft(draft["key"]))
    if wants_fragment(request):
        return render(request, "people/_draft_kept.html", {"is_kept": is_kept})
    return go_to(request, "people:me", anchor="drafts")


async def discard(request: Request) -> Response:
    errors.required(request)
    key = request.path_params["key"]
    if request.user.vault.draft(key) is None:
        raise HTTPException(404)
    await request.user.change_vault(lambda vault: vault.forget_draft(key))
    return go_to(request, "people:me", anchor="drafts")


def _draft(data: FormData) -> Draft:
    fields = {name: str(data.get(name, ""))[:CHARACTERS_AT_MOST] for name in FIELDS}
    return fields | {name: str(data.get(name, ""))[:NAME_AT_MOST] for name in ("key", "to")}


def _has_words(draft: Draft) -> bool:
    return any(draft.get(name, "").strip() for name in ("title", "body", "warning"))


def _is_published(viewer: Viewer, draft: Draft) -> bool:
    """Whether these words were sent meanwhile: what was kept a moment too late is no draft."""
    key, vault, parts = draft["key"], viewer.vault, draft["to"].split("/")
    if draft["to"] == "/posts":
        return crypto.id_from(viewer.tag(f"post {key}")) in vault.posts
    return crypto.id_from(viewer.tag(f"comment {parts[2]} {key}")) in vault.comments


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
    return to
