"""The ASGI application, as a server imports it."""

from arcanon.application import create_application

app = create_application()
