"""What the commands print: for somebody who watches, and never a reason to fail."""

import os
import sys
from contextlib import suppress


def say(text: str) -> None:
    """Prints a line. A pipe that nobody reads, a full disk and letters that the terminal lacks stop nothing."""
    encoding = sys.stdout.encoding or "ascii"
    with suppress(OSError, ValueError):
        print(text.encode(encoding, "replace").decode(encoding), flush=True)


def finish() -> None:
    """Keeps Python from complaining, when it ends, of what could not be printed."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
