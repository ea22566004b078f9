"""What one chooses for oneself: colours, what to hide, whether to be asked, a secret address for feed readers."""

import secrets

from starlette.requests import Request
from starlette.responses import Response

from arcanon import errors, schemes, settings
from arcanon.forms import Field, Form, sent
from arcanon.pages import go_to, render, wants_fragment
from arcanon.people.vault import Vault

PHRASES_AT_MOST = 20


class PreferencesForm(Form):
    fields = {
        "phrases": Field(
            "Words to hide",
            most=1_000,
            hint="One on each line, or several words that stand together.",
            lines=PHRASES_AT_MOST,
            rows=4,
        )
    }


async def appearance(request: Request) -> Response:
    """Light or dark, as a page or in its place at the foot of any other; on POST, remembers it."""
    if request.method == "GET":
        return render(request, "appearance/show.html#switch")
    chosen = (await sent(request)).get("scheme")
    scheme = chosen if isinstance(chosen, str) and chosen in schemes.SCHEMES else ""
    if wants_fragment(request):
        return schemes.remember(render(request, "appearance/show.html#switch", {"scheme": scheme}), scheme)
    return schemes.remember(go_to(request, "appearance"), scheme)


async def show(request: Request) -> Response:
    """The page; on POST, keeps the choices."""
    errors.required(request)
    if request.method == "GET":
        return _show(request, PreferencesForm({"phrases": "\n".join(request.user.vault.hidden_words)}))
    data = await sent(request)
    form = PreferencesForm.checked(data)
    if form.errors:
        return _show(request, form, status=422)
    chosen = {value for value in data.getlist("topics") if isinstance(value, str)}
    takes_asks, feed = data.get("takes_asks") == "yes", data.get("feed")

    def change(vault: Vault) -> None:
        vault.hidden_topics = [topic for topic in settings.current().topics if topic in chosen]
        lines = (" ".join(line.split()) for line in form.values["phrases"].split("\n"))
        vault.hidden_words = list(dict.fromkeys(filter(None, lines)))
        vault.takes_asks = takes_asks
        if feed in ("on", "off"):
            vault.feed = secrets.token_urlsafe(24) if feed == "on" else None

    await request.user.change_vault(change)
    return go_to(request, "people:settings", query="said=kept")


def _show(request: Request, form: PreferencesForm, status: int = 200) -> Response:
    vault = request.user.vault
    feed = vault.feed and settings.current().public_url + str(
        request.app.url_path_for("notices:feed", token=vault.feed)
    )
    context = {
        "form": form,
        "vault": vault,
        "topics": settings.current().topics,
        "feed": feed,
    }
    return render(request, "people/settings.html", context, status=status)
