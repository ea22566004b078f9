"""Starlette alone, answering with the bytes of a file: what a page could cost at the least."""

import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

content = Path(sys.argv[2]).read_bytes()


async def answer(request: Request) -> Response:
    return HTMLResponse(content)


uvicorn.run(Starlette(routes=[Route("/", answer)]), port=int(sys.argv[1]), access_log=False, log_level="warning")
