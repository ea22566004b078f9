"""The form for writing and editing a comment."""

from typing import Self

from arcanon.comments.models import MAX_BODY_LENGTH, Comment
from arcanon.text.translation import N_
from arcanon.text.translation import gettext as _
from arcanon.web.forms import KEY, VERSION, Field, KeyedForm, new_form_key


class CommentForm(KeyedForm):
    fields = {
        "body": Field(
            N_("Your comment"),
            max_length=MAX_BODY_LENGTH,
            required=N_("Write something first."),
            max_lines=200,
            rows=5,
            is_typed=True,
            is_markdown=True,
        ),
        "reply_to": Field(N_("In reply to"), max_length=16),
        "key": KEY,
        "version": VERSION,
    }
    routes = ("comments:create", "comments:edit")
    draft_routes = routes
    button = N_("Comment")

    @classmethod
    def from_comment(cls, comment: Comment) -> Self:
        """Returns the form in which a comment is edited."""
        return cls({"body": comment.body, "key": new_form_key(), "version": comment.version})

    @property
    def prefix(self) -> str:
        """The prefix of this form's element ids, which distinguishes them from other forms on the page."""
        return f"reply-{self.typed['reply_to']}-" if self.typed["reply_to"] else "reply-"

    def report_deleted_parent(self) -> None:
        """Refuses a reply to a comment that is no longer there."""
        self.errors["body"] = _(
            "The comment you are replying to was deleted. Copy your text, or comment on the post itself."
        )
