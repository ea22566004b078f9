"""Pages of fixed words: privacy, accessibility and the house rules."""

from starlette.requests import Request
from starlette.responses import Response

from arcanon import settings
from arcanon.settings.help_lines import EVERYWHERE, countries
from arcanon.text.translation import gettext as _
from arcanon.web.rendering import render


async def privacy(request: Request) -> Response:
    """What arcanon can hide, and what it cannot."""
    current = settings.current()
    return render(
        request, "people/privacy.html", {"days": current.authorship_days, "evidence_days": current.evidence_days}
    )


async def help_lines(request: Request) -> Response:
    """Where to turn to, for all countries or the one that is chosen. Nobody's country is guessed."""
    lines = settings.current().help_lines
    known = countries(lines)
    country = request.query_params.get("country", "")
    country = country if country in known else ""
    places = [country, EVERYWHERE] if country else [EVERYWHERE, *known]
    context = {
        "lines": lines,
        "countries": known,
        "country": country,
        "places": [place for place in places if any(line.country == place for line in lines)],
    }
    return render(request, "people/help.html", context)


async def accessibility(request: Request) -> Response:
    """What was done and tested for accessibility, and what was not."""
    return render(request, "people/accessibility.html")


async def rules(request: Request) -> Response:
    """The house rules."""
    return render(request, "people/rules.html", {"rules": [_(text) for text in settings.current().rules.values()]})
