"""What a reader hides from their own lists: posts, topics, and phrases."""

from collections.abc import Sequence

from arcanon import settings
from arcanon.people.models import Vault
from arcanon.posts.models import Post
from arcanon.search.models import Entry
from arcanon.text.stems import Stemmer


def hides_anything(vault: Vault, asked_topic: str = "") -> bool:
    """Whether any post could be hidden. A topic that is asked for by name is shown, even if it is hidden."""
    return bool(vault.hidden_posts or vault.hidden_phrases or (vault.hidden_topics and not asked_topic))


async def without_hidden(vault: Vault, posts: Sequence[Post], asked_topic: str = "") -> list[Post]:
    """Returns the posts that are not hidden. One query if there are hidden phrases, else none."""
    hidden_posts, hidden_topics = set(vault.hidden_posts), set() if asked_topic else set(vault.hidden_topics)
    left = [post for post in posts if post.id not in hidden_posts and post.topic not in hidden_topics]
    phrases = _stem_phrases(settings.current().secret, settings.current().language, tuple(vault.hidden_phrases))
    if not phrases:
        return left
    unknown = [post for post in left if post.stems is None]
    stems = await Entry.stems_of([post.id for post in unknown]) if unknown else {}
    for post in unknown:
        post.stems = f" {stems.get(post.id, '')} "
    return [post for post in left if not any(phrase in (post.stems or "") for phrase in phrases)]


def _stem_phrases(secret: bytes, language: str, phrases: tuple[str, ...]) -> list[str]:
    """Returns phrases in the form in which a text's stems contain them."""
    stemmer = Stemmer(secret, language)
    return [f" {' '.join(stems)} " for stems in map(stemmer.stems, phrases) if stems]
