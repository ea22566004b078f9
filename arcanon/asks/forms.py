"""Asking a writer to talk."""

from arcanon.asks.models import LINE_AT_MOST
from arcanon.forms import KEY, Field, KeyedForm


class AskForm(KeyedForm):
    fields = {
        "line": Field(
            "A first line",
            most=LINE_AT_MOST,
            hint="If you like. It opens the conversation when they accept.",
            rows=1,
        ),
        "key": KEY,
    }
