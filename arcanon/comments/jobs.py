"""Prepares the texts of an earlier release, or of another language, anew: their HTML, and the stems a search finds."""

import asyncio
import logging

from arcanon import settings
from arcanon.comments.models import Comment
from arcanon.db import site
from arcanon.posts.models import Post
from arcanon.server.jobs import hourly_whatever_the_clock_says

log = logging.getLogger("arcanon")

# To be raised whenever `text.markdown`, `text.words` or `text.stems` make something else of the same text.
VERSION = 1
BATCH_SIZE = 50
PAUSE = 0.02  # seconds between two batches, for the people who are here


@hourly_whatever_the_clock_says
async def refresh_texts() -> None:
    version = f"{VERSION} {settings.current().language}"
    earlier = (await site.get()).text_version
    if earlier == version:
        return
    count = 0
    for model in (Post, Comment):
        last = ""
        while rows := await model.filter(id__gt=last).order_by("id").limit(BATCH_SIZE).values_list("id", flat=True):
            for row_id in map(str, rows):
                await model.refresh(row_id)
            last, count = str(rows[-1]), count + len(rows)
            await asyncio.sleep(PAUSE)
    await site.note_text_version(version)
    if count and earlier:  # a new site has only texts of this release
        log.warning("prepared %d texts of an earlier release, or of another language, anew", count)
