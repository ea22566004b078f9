"""Where a comment stands among the others: its path of numbers, and what follows from it."""

from typing import Any

LEVELS = 4  # an answer on the last one is answered beside it, not below it
STEP = 6  # digits of a number in a path

# What stays of a comment that is deleted while others answer it.
COLUMNS = ("number", "path", "depth", "root", "place", "last_place", "answers", "answers_name")


def first(number: int) -> dict[str, Any]:
    """The columns of an answer to the post itself."""
    return {"path": f"{number:0{STEP}}", "depth": 0, "root": number}


def below(path: str, number: int, ordinal: int) -> dict[str, Any]:
    """The columns of an answer to the comment with this path; `ordinal` counts those below the first one above."""
    own = path[: STEP * (LEVELS - 1)] + f"{number:0{STEP}}"
    return {"path": own, "depth": len(own) // STEP - 1, "root": int(path[:STEP]), "place": ordinal}
