"""Everything that is in the database, as somebody who steals it would read it."""

from tortoise.connection import get_connection

from arcanon.settings import Settings

TABLES = ["people", "sessions", "posts", "comments", "likes", "chats", "seats", "messages", "match_requests"]
TABLES += ["notifications", "invitations", "blocks", "search_entries", "vault_additions"]
TABLES += ["sanctions", "cases", "reports", "hidden_texts", "moderators", "moderator_invitations", "decisions"]


async def dump() -> dict[str, list[dict[str, object]]]:
    connection = get_connection("default")
    return {table: await connection.execute_query_dict(f'SELECT * FROM "{table}"') for table in TABLES}


def stored_bytes(site: Settings) -> bytes:
    """Returns the files of a SQLite database as they are on the disk, its log among them."""
    return b"".join(path.read_bytes() for path in site.data_dir.glob("arcanon.sqlite3*"))
