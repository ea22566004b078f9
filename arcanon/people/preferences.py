"""What people choose for themselves: colours, what to hide, whether to be invited, a secret feed address."""

import secrets

from starlette.requests import Request
from starlette.responses import Response

from arcanon import settings
from arcanon.people.forms import PreferencesForm
from arcanon.people.vault import Vault
from arcanon.web import color_scheme, hosts
from arcanon.web.errors import require_account
from arcanon.web.forms import read_form_data
from arcanon.web.redirects import redirect
from arcanon.web.rendering import render, wants_fragment


async def appearance(request: Request) -> Response:
    """The choice of light or dark: a page of its own, or in place at the foot of any other. A POST remembers it."""
    if request.method == "GET":
        return render(request, "appearance/show.html#switch")
    chosen = (await read_form_data(request)).get("scheme")
    scheme = chosen if isinstance(chosen, str) and chosen in color_scheme.SCHEMES else ""
    if wants_fragment(request):
        response: Response = render(request, "appearance/show.html#switch", {"scheme": scheme})
    else:
        response = redirect(request, "appearance")
    return color_scheme.remember(response, scheme)


async def preferences(request: Request) -> Response:
    """The settings page; a POST saves them."""
    require_account(request)
    if request.method == "GET":
        return _show(request, PreferencesForm.from_vault(request.user.vault))
    form = await PreferencesForm.read(request)
    if form.errors:
        return _show(request, form, status=422)

    def change(vault: Vault) -> None:
        vault.hidden_topics = form.topics
        lines = (" ".join(line.split()) for line in form.values["phrases"].split("\n"))
        vault.hidden_phrases = list(dict.fromkeys(filter(None, lines)))
        vault.accepts_invitations = form.values["accepts_invitations"] == "yes"
        if form.values["feed"] in ("on", "off"):
            vault.feed_token = secrets.token_urlsafe(24) if form.values["feed"] == "on" else None

    is_about_feed = form.values["feed"] in ("on", "off")
    await (request.user.choose_feed if is_about_feed else request.user.change_vault)(change)
    return redirect(request, "people:settings", flash="settings-saved")


def _show(request: Request, form: PreferencesForm, status: int = 200) -> Response:
    vault = request.user.vault
    feed_address = ""
    if vault.feed_token:
        path = request.app.state.addresses("notifications:feed", token=vault.feed_token)
        feed_address = f"{hosts.asked_origin()}{path}"
    context = {"form": form, "vault": vault, "topics": settings.current().topics, "feed_address": feed_address}
    return render(request, "people/settings.html", context, status=status)
