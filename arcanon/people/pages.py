"""Pages of fixed words: privacy, accessibility and the house rules."""

from starlette.requests import Request
from starlette.responses import Response

from arcanon import settings
from arcanon.text.translation import gettext as _
from arcanon.web.rendering import render


async def privacy(request: Request) -> Response:
    """What arcanon can hide, and what it cannot."""
    current = settings.current()
    return render(
        request, "people/privacy.html", {"days": current.authorship_days, "evidence_days": current.evidence_days}
    )


async def accessibility(request: Request) -> Response:
    """What was done and tested for accessibility, and what was not."""
    return render(request, "people/accessibility.html")


async def rules(request: Request) -> Response:
    """The house rules."""
    return render(request, "people/rules.html", {"rules": [_(text) for text in settings.current().rules.values()]})
