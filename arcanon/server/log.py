"""The log: what the server says of itself. It knows nobody's address."""

from typing import Any

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"level": "WARNING", "handlers": ["stderr"]},
    "loggers": {
        # At INFO, uvicorn logs the address and path of every websocket, with the access log or without; and its
        # warnings, such as "Invalid HTTP request", help nobody.
        "uvicorn": {"level": "ERROR", "handlers": [], "propagate": True},
        "uvicorn.error": {"level": "ERROR", "propagate": True},
        "uvicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
        # It would log a peer's mistakes, with the frames that the peer sent.
        "websockets": {"level": "CRITICAL"},
        # It would log the bytes of a form that it cannot read.
        "python_multipart": {"level": "CRITICAL"},
        "multipart": {"level": "CRITICAL"},
        # They would log the message of an exception that nobody waited for, and traces of a database that is away,
        # which /readyz reports.
        "asyncio": {"level": "CRITICAL"},
        "asyncpg": {"level": "CRITICAL"},
    },
}
