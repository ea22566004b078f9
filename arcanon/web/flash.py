"""Flash messages: what a change says on the page it leads to, by the name that the address carries."""

from arcanon.text.translation import N_
from arcanon.text.translation import gettext as _

PARAMETER = "flash"

MESSAGES = {
    "hidden": N_("Hidden from your lists. You can bring it back under Mine."),
    "shown": N_("It is in your lists again."),
    "all-read": N_("Everything is marked as read."),
    "invited": N_("Your invitation was sent. If they accept, you'll find the chat here and under Notifications."),
    "declined": N_("The invitation is gone from your list. They won't be told."),
    "withdrawn": N_("You withdrew your invitation."),
    "reported": N_("Thank you. A moderator will look at it. Here you see what became of it."),
    "decided": N_("It is decided."),
    "appealed": N_("Your appeal was sent. You find the answer at this address."),
    "blocked": N_("Blocked. They won't be told."),
    "unblocked": N_("You unblocked them."),
    "settings-saved": N_("Your settings were saved."),
    "draft-saved": N_("Saved as a draft."),
    "draft-deleted": N_("Your draft was deleted."),
    "joined": N_("You're in. Write, reply, or find someone to talk to."),
    "signed-in": N_("You're signed in."),
    "published": N_("Your post was published."),
    "replied": N_("Your comment was published."),
    "saved": N_("Saved."),
    "post-deleted": N_("Your post was deleted."),
    "comment-deleted": N_("Your comment was deleted."),
    "sealed": N_("Sealed. It opens when both of you have sealed something."),
    "opened": N_("Both of you have sealed something, so both are open now."),
    "chat-ended": N_("The chat has ended for both of you."),
    "chat-deleted": N_("The chat was deleted for both of you."),
    "widened": N_("We're looking more widely now."),
    "search-stopped": N_("You stopped looking."),
    "reveal-withdrawn": N_("You took it back. Nobody has read it."),
    "revealed": N_("Both of you have revealed what you wrote, so it can't be taken back any more."),
}


def message(name: str) -> str:
    """Returns the message of a name that came with an address; "" for a name that is none of ours."""
    return _(MESSAGES[name]) if name in MESSAGES else ""


def is_known(name: str) -> bool:
    return name in MESSAGES


def check(name: str) -> str:
    """Returns a name that the code itself uses. Raises `KeyError` if there is no such message."""
    MESSAGES[name]
    return name
