"""A small believable community, for somebody who wants to look around."""

from datetime import timedelta

from arcanon import crypto
from arcanon.comments.models import Comment
from arcanon.db.transactions import transaction
from arcanon.likes.models import Like
from arcanon.people import passphrase
from arcanon.people.models import Person, Session, Viewer
from arcanon.posts.models import Post, PostContent
from arcanon.text import clock

PEOPLE = 9

# The topic of a post by its title, and its warning.
SUBJECTS = {
    "I moved here in August and I still eat lunch in my car": ("lonely", ""),
    "Small victory: I opened the letters": ("good", ""),
    'How do you answer "how are you" when the honest answer takes an hour?': ("grief", "the death of a parent"),
    "Night shift, 4 am, anyone?": ("work", ""),
    "Things that helped me sleep that nobody sells": ("body", ""),
    "I told my brother": ("family", ""),
    "Leaving university in the last year": ("work", ""),
}

# Comments that reply to the comment before them, by how they begin.
REPLIES = ("A book.", "The refund", "Awake with a baby", "Counting backwards", "I left, and went")

# Days ago, writer, title, body, likes, and the comments: (writer, text, likes).
POSTS: list[tuple[int, int, str, str, int, list[tuple[int, str, int]]]] = [
    (
        0,
        0,
        "I moved here in August and I still eat lunch in my car",
        "New city, good job, kind colleagues. And every day at noon I walk to the car park, because in the "
        "canteen I would have to choose a table.\n\nI am thirty-four. I did not think this would be the hard part.",
        6,
        [
            (
                1,
                "I did this for most of a year. What ended it was one colleague who also did not know where to "
                "sit. There is always one. Could be you are theirs.",
                5,
            ),
            (
                2,
                "The car is not a failure. It is forty minutes of quiet. But maybe once a week, the canteen, "
                "with a book, as an experiment?",
                3,
            ),
            (0, "A book. I had not thought that one may bring a book. Thank you, both.", 4),
        ],
    ),
    (
        0,
        3,
        "Small victory: I opened the letters",
        "There were eleven of them. The oldest is from March. Two were advertisements. One was a refund!\n\n"
        "The rest are now in one pile instead of everywhere, and the pile has a date on it.",
        8,
        [
            (4, 'Eleven! I have a drawer. You have just moved it from "never" to "Saturday" for me.', 4),
            (5, "The refund is the universe apologising.", 6),
        ],
    ),
    (
        1,
        2,
        'How do you answer "how are you" when the honest answer takes an hour?',
        'My father died in the spring. People ask in the corridor, walking, and I say "fine", and then I have '
        "lied to somebody kind before nine in the morning.\n\nWhat do you say?",
        7,
        [
            (
                6,
                '"Up and down, thank you for asking." It is true, it is short, and it leaves a door open for '
                "those who really want to know.",
                7,
            ),
            (
                1,
                'I say "today is all right" or "today is not so good". Only today. Nobody has ever minded.',
                5,
            ),
            (7, "I am sorry about your father.", 3),
        ],
    ),
    (
        2,
        4,
        "Night shift, 4 am, anyone?",
        "Just the fridge humming and me. The ward is quiet. I like to know that somewhere somebody else is up.",
        4,
        [
            (8, "Bakery here. The dough says hello.", 6),
            (0, "Awake with a baby who has opinions. Hello, ward. Hello, bakery.", 4),
        ],
    ),
    (
        4,
        6,
        "Things that helped me sleep that nobody sells",
        "1. Writing tomorrow's first task on paper, so that I may stop remembering it.\n"
        "2. A cold pillow.\n"
        "3. Deciding that lying awake is also resting.\n\nYours?",
        9,
        [
            (3, "Number three. I fought sleeplessness for years, and it was the fighting.", 5),
            (5, "Counting backwards from 300 in threes. I have never met 201.", 4),
            (2, "Telling myself the plot of a film, badly.", 2),
        ],
    ),
    (
        9,
        7,
        "I told my brother",
        'After two years. He said "I know", and then he made pancakes. That was all. That was everything.',
        9,
        [(4, "I am smiling at a bus stop.", 5)],
    ),
    (
        16,
        8,
        "Leaving university in the last year",
        "Everyone says it is only one more year. I have been saying that to myself for three years now. I do not "
        "want advice, I think. I would like to hear from somebody who left and is all right.",
        5,
        [
            (6, "I left. I am a gardener. I am all right, and most days better than that.", 6),
            (1, "I left, and went back at forty for something else entirely. Both were right.", 4),
        ],
    ),
]


async def fill() -> bool:
    """Fills an empty database with the community. Returns whether it was empty."""
    if await Post.exists() or await Person.exists():
        return False
    people = [await Person.join(passphrase.make()) for _ in range(PEOPLE)]
    for days, writer, title, body, likes, comments in reversed(POSTS):
        topic, warning = SUBJECTS.get(title, ("else", ""))
        post = await Post.publish(people[writer], PostContent(title, body, topic, warning), crypto.new_id())
        await _like(people, post, writer, likes)
        comment = None
        for number, (commenter, text, comment_likes) in enumerate(comments):
            parent_id = comment.id if comment and text.startswith(REPLIES) else ""
            comment = await Comment.create_under(post, people[commenter], text, crypto.new_id(), parent_id)
            await _like(people, comment, commenter, comment_likes)
            await _set_date(comment, days, number + 1)
        await _set_date(post, days, 0)
    for person in people:
        await Session.end(person.token)
    return True


async def _like(people: list[Viewer], subject: Post | Comment, writer: int, count: int) -> None:
    others = [person for number, person in enumerate(people) if number != writer]
    for person in others[:count]:
        await Like.set(person, subject, liked=True)


@transaction
async def _set_date(subject: Post | Comment, days: int, minutes: int) -> None:
    moment = clock.now() - timedelta(days=days, minutes=60 - minutes)
    await type(subject).filter(id=subject.id).update(created_at=moment)
    if isinstance(subject, Comment):
        await Post.filter(id=subject.post_id).update(active_at=moment)
