"""The tree of comments under a post, as it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from arcanon.comments.position import STEP


@dataclass
class Branch:
    """A comment and the replies below it."""

    comment: Any
    replies: list["Branch"] = field(default_factory=list)


def build_tree(comments: Sequence[Any]) -> list[Branch]:
    """Builds the tree of comments that are in the order of their paths. Those whose parent is missing become roots."""
    roots: list[Branch] = []
    by_path: dict[str, Branch] = {}
    for comment in comments:
        branch = by_path[comment.path] = Branch(comment)
        parent = by_path.get(comment.path[:-STEP])
        (parent.replies if parent else roots).append(branch)
    return roots
