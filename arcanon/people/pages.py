"""What people should know before they trust the place with their words."""

from starlette.requests import Request
from starlette.responses import Response

from arcanon import settings
from arcanon.pages import render


async def privacy(request: Request) -> Response:
    """What arcanon can hide, and what it cannot."""
    return render(request, "people/privacy.html", {"days": settings.current().authorship_days})


async def accessibility(request: Request) -> Response:
    """What was done and tested so that everybody can use this, and what was not."""
    return render(request, "people/accessibility.html")


async def rules(request: Request) -> Response:
    """How we treat one another."""
    return render(request, "people/rules.html")
