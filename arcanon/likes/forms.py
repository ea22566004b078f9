"""The form behind the like button."""

from arcanon.text.translation import N_
from arcanon.web.forms import Field, Form


class LikeForm(Form):
    fields = {"liked": Field(N_("Like"), max_length=3)}
    routes = ("posts:like", "comments:like")
    is_sent_after_joining = True
