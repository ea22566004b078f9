"""The web app manifest, with which a phone puts arcanon on its home screen (W3C Web Application Manifest)."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from arcanon.text.translation import gettext as _
from arcanon.web.color_scheme import paper_colors
from arcanon.web.static_files import static_url


async def manifest(request: Request) -> Response:
    paper = paper_colors()["light"]
    sizes = (("icons/192.png", "192x192", "any"), ("icons/512.png", "512x512", "any"))
    icons = [{"src": static_url(path), "sizes": size, "type": "image/png", "purpose": use} for path, size, use in sizes]
    icons.append(
        {"src": static_url("icons/maskable.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"}
    )
    icons.append({"src": static_url("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"})
    content = {
        "name": "arcanon",
        "short_name": "arcanon",
        "description": _("A quiet place to write, reply and talk without a name."),
        "lang": "en",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": paper,
        "theme_color": paper,
        "icons": icons,
    }
    return JSONResponse(content, headers={"Cache-Control": "no-cache"}, media_type="application/manifest+json")
