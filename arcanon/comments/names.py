"""The names that people have in a thread."""

from arcanon.db.statements import Statements
from arcanon.posts.models import Post
from arcanon.text.pseudonyms import name_for


def name_in_thread(post: Post, tag: str) -> Statements[str]:
    """Returns the name that this tag has in the thread already, or a new one that nobody there has."""
    if post.tag == tag:
        return post.name
    earlier = yield "SELECT name FROM comments WHERE post_id = $1 AND tag = $2 LIMIT 1", post.id, tag
    if earlier:
        return str(earlier[0]["name"])
    name = name_for(tag)
    rows = yield "SELECT DISTINCT name FROM comments WHERE post_id = $1", post.id
    taken = {post.name, *(str(row["name"]) for row in rows)}
    return name if name not in taken else name_for(tag, taken)
