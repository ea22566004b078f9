"""Several things that one person does to one post at once, on both databases."""

import asyncio

from tests.support.cast import Browser, new_key


async def test_editing_a_post_while_commenting_on_it_fails_nobody(alice: Browser, limits_off: None) -> None:
    post = await alice.write()
    comment = await alice.comment(post)
    for turn in range(8):
        edited = {"title": "", "body": f"Edited {turn}", "topic": "else", "key": new_key()}
        answers = await asyncio.gather(
            alice.act(f"/posts/{post}/edit", edited),
            alice.act(f"/posts/{post}/comments", {"body": f"Comment {turn}", "key": new_key()}),
            alice.act(f"/comments/{comment}/edit", {"body": f"Other {turn}", "key": new_key()}),
            alice.act(f"/posts/{post}/like", {"liked": "yes" if turn % 2 else "no"}),
        )
        assert {answer.status_code for answer in answers} == {303}
