"""A stand-in for the speech dispatcher's client: what Orca speaks is written down, and nothing waits to be heard."""

import html
import os
import re
from types import SimpleNamespace
from typing import Any


class SSIPError(Exception):
    pass


class SSIPCommunicationError(SSIPError):
    pass


class SSIPCommandError(SSIPError):
    pass


PunctuationMode = SimpleNamespace(NONE="none", SOME="some", MOST="most", ALL="all")
CallbackType = SimpleNamespace(
    INDEX_MARK="index_mark", BEGIN="begin", END="end", CANCEL="cancel", PAUSE="pause", RESUME="resume"
)
Priority = SimpleNamespace(
    IMPORTANT="important", MESSAGE="message", TEXT="text", NOTIFICATION="notification", PROGRESS="progress"
)
DataMode = SimpleNamespace(TEXT="text", SSML="ssml")


class SSIPClient:
    """Takes whatever it is told. What Orca invitations of it has a comment; all else is None."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None

    def list_output_modules(self) -> list[str]:
        return ["silent"]

    def list_synthesis_voices(self, *_: object, **__: object) -> tuple[tuple[str, str, str], ...]:
        return (("silent", "en", "none"),)

    def get_rate(self) -> int:
        return 0

    def get_pitch(self) -> int:
        return 0

    def get_volume(self) -> int:
        return 100

    def get_language(self) -> str:
        return "en"

    def get_output_module(self) -> str:
        return "silent"

    def speak(self, text: str, callback: Any = None, event_types: object = None) -> tuple[None, None]:
        """Writes it down, a line each; says that it began and that it ended, so that Orca goes on."""
        words = " ".join(html.unescape(re.sub("<[^>]*>", "", text)).split())
        with open(os.environ["ARCANON_SPOKEN"], "a") as file:
            file.write(words + "\n")
        for event in ("begin", "end") if callback else ():
            callback(event)
        return None, None
