"""How many comments are new, sent to the open page of a post."""

from collections.abc import AsyncIterator

from starlette.websockets import WebSocket

from arcanon.comments.models import Comment
from arcanon.notifications.channel import NotificationChannel
from arcanon.posts.models import Post, thread_channel
from arcanon.web.rendering import render_to_string


class ThreadChannel(NotificationChannel):
    """Sends how many comments others have written after the number `after`, and the number of notifications."""

    def __init__(self, socket: WebSocket, post: Post, after: int) -> None:
        super().__init__(socket)
        self.post, self.after, self.count = post, after, 0
        self.bus_channels.append(thread_channel(post.id))

    async def updates(self) -> AsyncIterator[str]:
        count = await Comment.by_others_after(self.post.id, self.after, self.socket.user).count()
        if count != self.count:
            self.count = count
            context = {"post": self.post, "new_count": count, "after": self.after}
            yield render_to_string(self.socket, "comments/frames/new_comments.html", context)
        async for frame in super().updates():
            yield frame

    async def signals(self, received: list[str]) -> AsyncIterator[str]:
        """Draws again what a moderator has hidden, or shows again: "changed comment abc"."""
        for signal in received:
            _changed, kind, id_ = signal.split(" ")
            comment = await Comment.get_or_none(id=id_, post_id=self.post.id) if kind == "comment" else None
            post = await Post.get_or_none(id=self.post.id)
            if post and (comment or kind == "post"):
                context = {"post": post, "comment": comment, "is_own": (comment or post).is_by(self.socket.user)}
                yield render_to_string(self.socket, "comments/frames/changed.html", context)
