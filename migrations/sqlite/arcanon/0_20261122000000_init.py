from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "keystone" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "mark" VARCHAR(64) NOT NULL
);
CREATE TABLE IF NOT EXISTS "people" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "lookup" VARCHAR(64) NOT NULL UNIQUE,
    "vault" BLOB NOT NULL,
    "feed_id" VARCHAR(64) UNIQUE,
    "feed" BLOB
) /* Somebody who holds seven words. No name, no address, and no time of anything. */;
CREATE TABLE IF NOT EXISTS "sessions" (
    "id" VARCHAR(64) NOT NULL PRIMARY KEY,
    "sealed_key" BLOB NOT NULL,
    "expires_on" DATE NOT NULL,
    "person_id" VARCHAR(16) NOT NULL REFERENCES "people" ("id") ON DELETE CASCADE
) /* One browser that is signed in. Keyed by the hash of its token; the person key is sealed under the token. */;
CREATE INDEX IF NOT EXISTS "idx_sessions_person__9bf696" ON "sessions" ("person_id");
CREATE TABLE IF NOT EXISTS "blocks" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "pair" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMP NOT NULL
) /* One person keeps away from another. Who, is told only by those two ids together, under the server's secret. */;
CREATE INDEX IF NOT EXISTS "idx_blocks_pair_30a95f" ON "blocks" ("pair");
CREATE TABLE IF NOT EXISTS "posts" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "tag" VARCHAR(32) NOT NULL,
    "name" VARCHAR(64) NOT NULL,
    "writer" BLOB,
    "title" VARCHAR(120) NOT NULL,
    "heading" VARCHAR(128) NOT NULL,
    "topic" VARCHAR(20) NOT NULL,
    "warning" VARCHAR(100) NOT NULL,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "excerpt" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "comment_count" INT NOT NULL,
    "last_number" INT NOT NULL,
    "like_count" INT NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "active_at" TIMESTAMP NOT NULL,
    "edited_at" TIMESTAMP
);
CREATE INDEX IF NOT EXISTS "idx_posts_created_e07ff4" ON "posts" ("created_at", "id");
CREATE INDEX IF NOT EXISTS "idx_posts_active__711d8b" ON "posts" ("active_at", "id");
CREATE INDEX IF NOT EXISTS "idx_posts_like_co_97fdc4" ON "posts" ("like_count", "id");
CREATE INDEX IF NOT EXISTS "idx_posts_topic_d1180b" ON "posts" ("topic", "created_at", "id");
CREATE INDEX IF NOT EXISTS "idx_posts_topic_ee670e" ON "posts" ("topic", "active_at", "id");
CREATE INDEX IF NOT EXISTS "idx_posts_topic_9a88ca" ON "posts" ("topic", "like_count", "id");
CREATE TABLE IF NOT EXISTS "comments" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "number" INT NOT NULL,
    "path" VARCHAR(24) NOT NULL,
    "depth" SMALLINT NOT NULL,
    "root" INT NOT NULL,
    "place" INT NOT NULL,
    "last_place" INT NOT NULL,
    "answers" VARCHAR(16) NOT NULL,
    "answers_name" VARCHAR(64) NOT NULL,
    "tag" VARCHAR(32) NOT NULL,
    "name" VARCHAR(64) NOT NULL,
    "writer" BLOB,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "like_count" INT NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "edited_at" TIMESTAMP,
    "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_comments_post_id_7f95d6" UNIQUE ("post_id", "number")
) /* An answer, or the place of one that was deleted while others answer it. */;
CREATE INDEX IF NOT EXISTS "idx_comments_post_id_0f5ac3" ON "comments" ("post_id", "depth", "number");
CREATE INDEX IF NOT EXISTS "idx_comments_post_id_e8ccc4" ON "comments" ("post_id", "depth", "like_count", "number");
CREATE INDEX IF NOT EXISTS "idx_comments_post_id_d297ac" ON "comments" ("post_id", "root", "place");
CREATE INDEX IF NOT EXISTS "idx_comments_post_id_296b59" ON "comments" ("post_id", "root", "path");
CREATE INDEX IF NOT EXISTS "idx_comments_post_id_51ea21" ON "comments" ("post_id", "tag");
CREATE INDEX IF NOT EXISTS "idx_comments_answers_b06888" ON "comments" ("answers");
CREATE TABLE IF NOT EXISTS "search_entries" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "subject" VARCHAR(16) NOT NULL UNIQUE,
    "title_length" SMALLINT NOT NULL,
    "words" TEXT NOT NULL,
    "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
    "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE
) /* The stems of one post or comment, blinded; SQLite's FTS5 and PostgreSQL's full text find them by these. */;
CREATE INDEX IF NOT EXISTS "idx_search_entr_post_id_1e7af0" ON "search_entries" ("post_id");
CREATE INDEX IF NOT EXISTS "idx_search_entr_comment_550e90" ON "search_entries" ("comment_id");
CREATE TABLE IF NOT EXISTS "notices" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "tag" VARCHAR(32) NOT NULL,
    "kind" VARCHAR(8) NOT NULL,
    "subject" VARCHAR(16) NOT NULL,
    "number" INT NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
    "post_id" VARCHAR(16) REFERENCES "posts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_notices_kind_4deed2" UNIQUE ("kind", "subject", "number")
) /* One thing that happened: an "answer", "likes", an "ask" to talk, or an ask that was "accepted". */;
CREATE INDEX IF NOT EXISTS "idx_notices_tag_232e55" ON "notices" ("tag", "created_at");
CREATE INDEX IF NOT EXISTS "idx_notices_post_id_ad258d" ON "notices" ("post_id");
CREATE INDEX IF NOT EXISTS "idx_notices_comment_ed3e51" ON "notices" ("comment_id");
CREATE INDEX IF NOT EXISTS "idx_notices_created_f5f650" ON "notices" ("created_at");
CREATE TABLE IF NOT EXISTS "likes" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "subject" VARCHAR(16) NOT NULL,
    "tag" VARCHAR(32) NOT NULL,
    "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
    "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_likes_subject_77dadc" UNIQUE ("subject", "tag")
);
CREATE INDEX IF NOT EXISTS "idx_likes_post_id_ba1812" ON "likes" ("post_id");
CREATE INDEX IF NOT EXISTS "idx_likes_comment_4b950a" ON "likes" ("comment_id");
CREATE TABLE IF NOT EXISTS "rooms" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "top" INT NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "ended_at" TIMESTAMP
) /* A conversation of two. `top` is the number of its last message, 0 while nothing is said. */;
CREATE TABLE IF NOT EXISTS "messages" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "number" INT NOT NULL,
    "seat" SMALLINT NOT NULL,
    "body" TEXT NOT NULL,
    "key" VARCHAR(32) NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "room_id" VARCHAR(16) NOT NULL REFERENCES "rooms" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_messages_room_id_c1782e" UNIQUE ("room_id", "number"),
    CONSTRAINT "uid_messages_room_id_a9f529" UNIQUE ("room_id", "key")
) /* Words in a room. Numbered 1, 2, 3 within it, without gaps; the number is the order, never the clock. */;
CREATE TABLE IF NOT EXISTS "seats" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "number" SMALLINT NOT NULL,
    "tag" VARCHAR(32) NOT NULL,
    "name" VARCHAR(64) NOT NULL,
    "room_id" VARCHAR(16) NOT NULL REFERENCES "rooms" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_seats_room_id_762fbf" UNIQUE ("room_id", "tag"),
    CONSTRAINT "uid_seats_room_id_56c931" UNIQUE ("room_id", "number")
) /* One of the two people of a room, under the name they bear there. */;
CREATE TABLE IF NOT EXISTS "match_requests" (
    "room_id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "state" VARCHAR(8) NOT NULL,
    "wish" VARCHAR(6) NOT NULL,
    "topics" VARCHAR(900) NOT NULL,
    "seat_tag" VARCHAR(32) NOT NULL,
    "writer" BLOB,
    "created_at" TIMESTAMP NOT NULL
) /* Somebody waits. Nothing here is theirs but a seat in the room to come, made beforehand so that they may be away. */;
CREATE INDEX IF NOT EXISTS "idx_match_reque_state_fb794a" ON "match_requests" ("state", "created_at");
CREATE TABLE IF NOT EXISTS "asks" (
    "room_id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "state" VARCHAR(8) NOT NULL,
    "to_tag" VARCHAR(32) NOT NULL,
    "asker_tag" VARCHAR(32) NOT NULL,
    "reply_tag" VARCHAR(32) NOT NULL,
    "seat_tag" VARCHAR(32) NOT NULL,
    "writer" BLOB,
    "line" VARCHAR(300) NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
    "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_asks_post_id_1df0d0" UNIQUE ("post_id", "asker_tag")
) /* Somebody asks the writer of a post or comment to talk, and has made the room and their own seat beforehand. */;
CREATE INDEX IF NOT EXISTS "idx_asks_to_tag_3ef35b" ON "asks" ("to_tag", "state");
CREATE INDEX IF NOT EXISTS "idx_asks_comment_3ace2d" ON "asks" ("comment_id");
CREATE INDEX IF NOT EXISTS "idx_asks_created_cc97a2" ON "asks" ("created_at");
CREATE TABLE IF NOT EXISTS "aerich" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSON NOT NULL
);"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        """


MODELS_STATE = (
    "eJztXW1z2zYS/isYfWluhuex5TRN0k9y4lxzTZw21lzaxh0FEmGLJ4pgCciKppf/frvg+6"
    "tJm3ohjU+2ACwAPlgAu4vF4u8B9WbU4c7Rz2wjJHfY4CX5e+DQJf6TzzQgzXUTWZgi6dRW"
    "xRfJYlMhPTqTkH5NbcEgyWRi5lmutIDsJXFWto2JfAYFLecmTlo51l8rNpH8hsk58yDj85"
    "+QbDkm+8pE+NNdTK4tZpupDlsmtq3SJ3LjqrTLJbXtt458o0pjk9PJjNurpRNTuBs5505E"
    "YjkSU2+YwzwqGbYhvRV+A3Yx+Nzws/zuxkX8fiZoTHZNV7ZMfPN0EqcNJpOLD+PJ5fl4Mh"
    "k0QGnGHUQYuioUBDfYhX+eDn949hxyVQ/xxw/f/AZjTPziCpn3o3fv3l6MB99UISqpX0xh"
    "HIO6pN4iD+urOfWKIQ3LZ0CF3mZBDSGsQjVMiGGN+WkXuC7p14nNnBs5h5/PnlbA+Z/Rx1"
    "c/jT4+efb0H9ggB/b358VFkDNUWd++IfteLxJYY8KUzhZr6pmTXA4f8rKy+azlcJlNoQ69"
    "UcDhF2L/w2n9C/OEQiM/44Os6vnuMu7a9Wb74JIv2ZSbG7KeczLn0D8i2C1zyJp7pjgiF5"
    "xgHwzicEJN02NCGIQ6Jv6W1pIRfg0/gaNgsI4GmaFrv/aW16DyyVK4/txzqux3AUpNlJNn"
    "NSbKybPSiYJZ1auSzfli5TaBOqboHdztrEtGgotvVXdz6J5ZDvU2xfhGJBl4pxsJvene0l"
    "8B6dm7D2dY81KIv+wA47O3F6OPvz95P/pNwbzcBFnvPlz8KyzvciFvPFXR4Oz38fkog/o1"
    "Y+ak2QKSILkXWwdM+zi4GsFqxtQhxT15Oovu42DpBgJOPDYCNmX4HFEwPgHlm58/Mpuqb8"
    "6PSCi5XPrVdHe9iVMD/vm2VSEwxKtICkxgWSEGJgfubkHwg8PI1ONrwTwi51QSC2Q168Zh"
    "JrGcIwKqJvw33UAeI3Mq5iiaWVIQyRfM+VElu0o4JaBuKmJGbSBZwaB5KluVzMuIu2z4bv"
    "Hx88CvDJfuP7UsuYttoFyW9EdyAuPabHNI02mx575iD/vqWpA98ReWNP6vAbli9NNUGfRh"
    "rBlqdkf4T79G4fVofJ4BMF5LGiwXKaIeGmva0UFzskwW9Tzkb7jHYGOBHUUB/xb6SJ0Zqx"
    "BaYnNLxxAvk1kg2aPraEdL8xr8YzKbSZ8/R5evRq+BofdkBDuz+WxRKP34OdWyzxTLNJB8"
    "IgmCuYLQNd2Qa48vCdSLcsIR+TTnBsoWktsm4Y698SUSLkC6WHNimZjlCxVGQvIAmeaWed"
    "+hTDLzmCwWfnbU9pVz5YyIAgZFKCyy9iwJpfEXVCTZVxCrsCH44QP4kqg+rC1oy5JkzVfQ"
    "Bcls25fUIG9DqMegV2Fl34n6gha1PC1j7dtep0ahye4UlO/hxtS+XQMmHoIxoQUmu9eBJF"
    "QMc5qySojCfzoIfQXU47fvzy/Ho/e/pGRaFK8wZ5gSZ8PUJ9k5EFVCPr0d/0TwJ/njw8V5"
    "Vu6Nyo3/GKj9ZyX5xOHrCTWTmITJYdLBHBadO9LbFO6Tfk71PgmakjebTxgUtVjN/XKMm4"
    "tkS4EbB678CCfhHpnx5RJqMmDzQKYyfySXv76DTQH2oDfjy+/Vwc4vPvSQAanXK9xJYNsh"
    "10CA28ky0PQFy++VO2y31vYFNSorgUE+D4IuNLcaPJYD8OHJ0x+ePj999jQ6BY9Sqo7C7z"
    "4FF6vpf9msYH0t38ISJFpgKBEYYoClJW0WNpBDudqLI0t7Nzu3tXMdb5ed7+/PEQOrzsDz"
    "iI5hXSpGMyLohexVJQCc/zZO7f0hfxabs8LiCX5+hRaujCwWL9EN1oo0VSsneQcl87a/Xo"
    "T7YhOdIibpBWvv2t4F8LVi7Qrq6RjatW1dMZcVW7oKVos2YH0VV9WtlaIusOk18qCsiBdc"
    "WjM2KFKPgiyjUj9yVKEGhkTlquZbx+ZQL4y3+RIUEHI1oI5YM+8Kqroa2NaCCfzXzxGLqw"
    "GRnEhqLwzUaCAZEv1q1lRgmdmMucA4V4NiI+IO2kUD4pdAdv6i7ISgkFkmamPrdLuBedFv"
    "2YgKAAl2wDSiAmJRpm59HiyA6zEzIa07q+WUBTbDlC4m6Q3mJ4wmSisrVdHU70RhbYTcrx"
    "EyGL+6OAfFeygrnA5rQH06LIUas9LiWDiN6mIblu8huM9rYPu8FNrnWWQPwfJwUPi2r0sE"
    "C34O4VKDQ0zQG1PDAy1n+jDiERxGaDvH7temPdg5HgHCh2PmODCwtZVjz8AesJVDcXThdc"
    "GA1asuC0KRevaNckTrHJemZYhQCYf2rFuWSUQjAYzHykmlSu5as4yWX5RdWGWUm69b6/5a"
    "9z+IDbR93V/9bYBtWL6H4Lbv2+X7O+bhrbqYENPoe2v3vJOgXAoaLRghQQ+5+mR4XGd5Hh"
    "6Xr8+Yl0Z4zqiJXWiAcYKklyjXsRxCqQqUc9bDSCKpzcchQQ8RrsXGFVycZ2KQqp2GTJwg"
    "6SHEJ8e1lorjiqXiOIcyxvbIQ1zuwRSW7wW+u3Zgmsul3QTssLwG+x5gs68z5rkFlpFyvB"
    "MkGvJ7QK79IffiDxkZQ2oeseXo9Elb9qTNpkJOGp9dZqg0rDlYU7a7uqimiDSo+lT4UZ4K"
    "p6ziTUY5RagH+aAHmZnW/aZyirCFQe6OmbITY9zgrmmCGeI7nRkDdZOwXdEl0m5O63zQrt"
    "T5SOzd/QCIYkfyTs6KaogCaf+hGNX3DugkIym/+gdC9A7q6Cs+VCweCs9ILPqEzlb9QcLZ"
    "VuQSkpiJFV4hyWl/98WXkRPf9fCDz7g2nbHwnn50ncT3mDHJem7ZzA8tIwJKYhVEx2mpXn"
    "VxxVesvxClCgqytvDGjF8n7NBH5ItL5fxLEKQak30C4d9VwWA7dMpvVRgcjCeAEQj52jGI"
    "4EHUQsdP80zmXTmMzuYEfaagsimz+Tq4ASODbglo0OM8vkfjtxZejLm2PAxt4ASNGtA7/P"
    "Co936V2G75/ZnQXa700kzCU8xkrn9BOyycvD2TzE9r0yWl8cPUTMY+l+cC3rlM9O7wHYN8"
    "mLR7zr7dczrhgr9NvFu2tyi2b8C4Yfle2Lgzp751fHKG5T45w5xPTrROpdGtDlIREfWJX9"
    "sIUBGu1DUnfrSw9wjG9qa92gvrgxmV1xbrwtOVpnimiTSoWVBDeavBzpQg2d3mNBh0Sq7K"
    "ATxp6pObpesd1O175mqPcu1R3kW+1R7le/Eo106M2omxn2BrhxntMHMo/N2Fc3btS/G4xl"
    "iHqux5DIdDQ7u1IA6H5wB0mMuU9v/pjmdLF+HZmWNLV8DZql+LYqQip5aQwyo8WiJGbjfO"
    "yedkTD/lvVDqZ/Hngx6K0K4Nrbs26ACO2388Qpvit2WK13H+ehvn77BZWSuJ+5GtDB3p79"
    "FH+nvPhKA3xUJwmFctBy/9UjU9uz/hFXv0babE43x5RC6UdyczyYlBhgY5DR2pLWmof/lK"
    "khvqih+TXs2Bj7PyjTaIw26DJ0pn+Mho3u17V40WivPY4sBI+zaHafigeFa+byTE69feHv"
    "jam/ZGbvcwS7CiA45qf9mQpk+AtuEuq/0Idni0jUtxA4k8KN4LqLeuWOoD7sdw+IlCTUO9"
    "NkHSw5m0db02FCMfqoB9DOrpGNp11a8Elx2U7qVgL1K8wvGo0Lrwm+pepiWAECgrQh0cqR"
    "uha35EvkjuFtwWxTuneLeBBHqdQY6Da7AO99+EAxJBLbPgdu0WG7o7Irw+/Nhz2HXuNlCj"
    "gtLaG1B7Az5KYYkBhPdyBkzQaV/AQxvhnKxWx60qaUB9gNtHwlrbzXld7RiDRqKHQnQZGJ"
    "r6gs9WpVMFVpF0GqJYIZ1Gg1XvjeMgSAlIi8Rl3LVVim+rN8gKQPcN7dgR/GdDpoyqJI8V"
    "P1780AorDflRSJGsZV8b8g/QkF9teu6nNb8N47N2tNF3Xrt451VbIbUV8iCkM6MjVsj3VM"
    "7mHxlgWfLmY6pAtdy3xKITzy9bUwC85EuGJ5dkTS0pjshFYP1DYSywGlqeINOVBAkOBUsS"
    "hNlDQInkZAYVGGRJTQZi3DWw3Rzj6YVh9JR4t6Qo4hG6ppu8wLjrDmD0wE8qAGAAFEbxs4"
    "RBuGNv/NbILfIoWYBuKV5idhxFEBv9ThDLPCKXXEm4IdxhFEOXeYI7BmG3DFrCvq6xj67F"
    "RCgYoxQ1pTgac3qbMLg6+C1LGPN6JtfPsEDCRMXCCeNTuRv6IazNj8omGw1PbXf0kGCHUW"
    "Fw2gXPZG0f8zoPr5U/u5Z7dG1tiUbB98LyPZQz6jBzOS/nHf3xdbpG4aNiih6i+6LWa2sv"
    "Kl5be5F/bQ03s0lDRS9J00Oc29f2dBCevQTh0edo9xmNvp2ybFVzwou2RQpTcAG3Qk8Kb/"
    "k20I6QRMnu/trgG7QRTYxkHlwwQGVEUnthqIjicyp8pSTSVTDV1y/42vFVmVhhqVCMtt82"
    "6kRX8O0z23KYeTVAvSvwsAfNB+tezzn2g5kAlR+7fenrTYS7zCErR1q28ikx6UYQCqobB/"
    "Ij8gl1MEqm6KRPFoy5glx7qLfN2ZUTfI+FEd/9pqNMDLbu1YiGjn3yJsUXdYFvg53Sl6tz"
    "F3bVb605ac3pfpoTcn4n1aZ4YtQX7rXQ2UDojFelBhiniDTMNWD2mGtvmsKcItIw14BZ66"
    "laT923ZrQtPRWlziZ8HZbvI0/XsnGdVti4TvM2Lm0HuA+3d8IOoIOX3DWjdPCSjkCsg5fo"
    "4CUHCuwBBy8ZMc+azQeFNlg/y6g2w8aFWo3hpx2B9+gIjBcQg2sAdXeoBEkPd6jh99/X2K"
    "KgVPm7eJiXMTC5Bbf9KkxLbtF1vz6ge1JLaTmpUFpOCpQW7sjC/enflx8uykTZiCSrqlgz"
    "Sf5HbKvL+38RuAhGSj/JxQHJhvww0ooHVnBWJH3tcj/79n9zIU37"
)
