from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "people" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "lookup" VARCHAR(64) NOT NULL UNIQUE,
    "vault" BYTEA NOT NULL
);
COMMENT ON TABLE "people" IS 'Somebody who holds seven words. No name, no address, and no time of anything.';
CREATE TABLE IF NOT EXISTS "sessions" (
    "id" VARCHAR(64) NOT NULL PRIMARY KEY,
    "sealed_key" BYTEA NOT NULL,
    "expires_on" DATE NOT NULL,
    "person_id" VARCHAR(16) NOT NULL REFERENCES "people" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_sessions_person__9bf696" ON "sessions" ("person_id");
COMMENT ON TABLE "sessions" IS 'One browser that is signed in. Keyed by the hash of its token; the person key is sealed under the token.';
CREATE TABLE IF NOT EXISTS "posts" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "tag" VARCHAR(32) NOT NULL,
    "name" VARCHAR(64) NOT NULL,
    "title" VARCHAR(120) NOT NULL,
    "body" TEXT NOT NULL,
    "comment_count" INT NOT NULL,
    "like_count" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "edited_at" TIMESTAMPTZ
);
CREATE INDEX IF NOT EXISTS "idx_posts_created_e07ff4" ON "posts" ("created_at", "id");
CREATE TABLE IF NOT EXISTS "comments" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "tag" VARCHAR(32) NOT NULL,
    "name" VARCHAR(64) NOT NULL,
    "body" TEXT NOT NULL,
    "like_count" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "edited_at" TIMESTAMPTZ,
    "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_comments_post_id_ee1fba" ON "comments" ("post_id", "created_at", "id");
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
    "created_at" TIMESTAMPTZ NOT NULL,
    "ended_at" TIMESTAMPTZ
);
COMMENT ON TABLE "rooms" IS 'A conversation of two. `top` is the number of its last message, 0 while nothing is said.';
CREATE TABLE IF NOT EXISTS "messages" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "number" INT NOT NULL,
    "seat" SMALLINT NOT NULL,
    "body" TEXT NOT NULL,
    "key" VARCHAR(32) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "room_id" VARCHAR(16) NOT NULL REFERENCES "rooms" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_messages_room_id_c1782e" UNIQUE ("room_id", "number"),
    CONSTRAINT "uid_messages_room_id_a9f529" UNIQUE ("room_id", "key")
);
COMMENT ON TABLE "messages" IS 'Words in a room. Numbered 1, 2, 3 within it, without gaps; the number is the order, never the clock.';
CREATE TABLE IF NOT EXISTS "seats" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "number" SMALLINT NOT NULL,
    "tag" VARCHAR(32) NOT NULL,
    "name" VARCHAR(64) NOT NULL,
    "room_id" VARCHAR(16) NOT NULL REFERENCES "rooms" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_seats_room_id_762fbf" UNIQUE ("room_id", "tag"),
    CONSTRAINT "uid_seats_room_id_56c931" UNIQUE ("room_id", "number")
);
COMMENT ON TABLE "seats" IS 'One of the two people of a room, under the name they bear there.';
CREATE TABLE IF NOT EXISTS "match_requests" (
    "room_id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "state" VARCHAR(8) NOT NULL,
    "wish" VARCHAR(6) NOT NULL,
    "topics" VARCHAR(120) NOT NULL,
    "seat_tag" VARCHAR(32) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX IF NOT EXISTS "idx_match_reque_state_fb794a" ON "match_requests" ("state", "created_at");
COMMENT ON TABLE "match_requests" IS 'Somebody waits. Nothing here is theirs but a seat in the room to come, made beforehand so that they may be away.';
CREATE TABLE IF NOT EXISTS "aerich" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSONB NOT NULL
);"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        """


MODELS_STATE = (
    "eJztXVtT2zgU/iuavGx3JpuBQCnTfQqUbtlC6JDM9kI7rmKLWBtbSm2FkOn2v6+ObMd314"
    "YkTYyfsHXPJ/mc7xxJh+8t7OiYcdZ5RxyXs9ZL9L3FsE3kQzKrLVOm00gGpAg8slThKeFT"
    "+QSFRq5wsC5k6i22XCKTDOLqDp0KqnpoDbhNRtxYoLnJkcktw0UuuSMMzbljuB3U5wjG0E"
    "aMI2wYDnHdNsLMgHdBbYL4rXxdCJOycQe6NLgu+5Rva2l9xui3GdEEHxNhEkf2cfNFJlNm"
    "kHviBq/TiXZLiWXEIKQGNKDSNbGYqrRTEzuvVUkY+UjTuTWzWVh6KrvmbFlc/jBIHRNGHC"
    "yIEYGVzSzLxz9I8sYqE4QzI8tBGmGCQW7xzILJgdreCMK0lqb1r4ba4Gyoaa3UxAU1Imj7"
    "STpnMOmUCVf9fhvfaxZhY2HK1/2jH14/IQ5eKejwn9716Zve9bP9o9+hQy5Xjreg+n5OV2"
    "X9UE1ggb1GFOohzBbnk9m0CtRhjdrBfXRYAu6jw1y4IQvgDuG9U8NNoXtCGXYW2fguqyTg"
    "HS2EHM0DAA4SQoRD4bIBiAsgPbm4OoGWbdf9ZvkYn5z3e9cfn132PiiY7YWfdXHV/ysoP+"
    "WuGDuqodbJx+FZT6IOguR2ElnjkDDC+mSOHUOL5YTT40oJJn+OmzFDfs3Xb6+JhdVvTk9J"
    "IOYHXjO7Ozlhqv/9KTh5l+fhmc6yu3YyBTM8Vj8J+oaeknhlqcwIlgU6MzpxP9eaV4ygkc"
    "PnLnGQMLFAVCo2OmbEQJR10FuykE+jhcwjyMSuCXqMChcJPiHsT5U8VZocTchCVSbYklVm"
    "ctIcla1KphXqJjv+ua69aXmNaVJbfmkU7yY0Qb7i9WZSk/NaTT3E6zU6ooqOiGpmcj+lMl"
    "vzBEsc/1cSuWz047US6Mu5JkCDO/BQr1l41RueJQAMZUkFcRGrtBqp8YtBWwdhT3GZJOpp"
    "yF9zh0jFIjWKAv5cjhEznRSQltA23THE8ziLTHbwfKnR4mtNPhjEIsJbn73Bae+VXND5HH"
    "Gt/OedlE2Z5EdlFDMfkGvlaE8+oGWogu4QWBIaVgNqGMNmvvwixiDwuArOfvEaCtmDbgmo"
    "D7q5UENWXJepvxWwDcrXENzV+0AEFVYldJcVagjvfnevjJzo7uULCsiLIww+2zTAQ3Ivsg"
    "EOytcC3wI4h2cfhjHbIUAx23QIikdQPwVrIg62zm2bMCHhnLEM1945ywE9VS+BPvVS14H+"
    "3rqW9hhG8Ed3//DF4fHB0eGxLKJGuUx5UTA75/1hAlqLTkhlXOOVGlCToMaJXNrQBYs1Z8"
    "XGahYZu/BQM9Fxfnk2GPYu38XkB5jBkNONyY4g9VmS3S0bQe/Ph28QvKJPV/2zpH9iWW74"
    "qaXshJngGuNzDRtRTILkICnuzzDow2Y5VnEFk+xT8GaOVzPHD9rX8HXNY/c1Tr1mdvfLTu"
    "9rJNXNYyG6kG3UCZ+1+j2C9ZTl+oistQLvR3Rhr9kBAh+v7zxqfCGNL2RrPt3GF7LDvpDG"
    "Ut+gpd6Yk405uS3rexdMjcacfFpzHGG4pffvwyq1UEmb3r3393cfvXfvt7NjaJfeuQ9XWd"
    "V9+19i3W+njNqwca+wyrLsAxALzPrlXK3Wpr9pubPRv0QXXmdjz27PtPJlxs1yi6ax8Dcj"
    "KdsFFn5k5spiHanSKKdcyBsnygacKBFJUgHheK0HAb1lqmjdS7ihsA2F3QpuVZnCZkiLVc"
    "BafstuyyRFWWDjMnKrjvVeEtfF42wSHOQV82DbK1XyWtN7uJWLKEMYOZzbHdSf2SPiEAPt"
    "t1G3jQ7QnMJdXERFWz3ymUBjPHW9m0VMlYZbRfAm2yJOGzFy598s0i2uT9JXmjbVaSadhx"
    "5bahlDKx5pD9LgRkyS31ci8bku4UxlkeEK9pfr9lL4lbiC8ym7PyvlgQ0rbM7PvvX4xq6I"
    "ZeiEgY0tKxfSoE6dAD3ovjhaYgkvRTAOLnsXF2ksm423DW68ZV5qzGfk2XcZdxPqtRuWzf"
    "bbU9iaAVJT0a6NVKnhl7R2uzagkY81wK79dnYM7bLmV2SVbZXtpWDPMryC+SiwuuA3lTS5"
    "ekgiJI0VV+0cQbgGMecd9FXw6dfAqPFNHD+Ug4VdgXy7ro320NyklizDVZAkFdIBUyNtZq"
    "2zoyYq0zbIonaBJSVnuYIZ5Zduzio1Z5WeJFkiEsIHHVWK1GtOKm3bDD/o4kvUgfqIcx8R"
    "b+1uftfFF1/ASfT4mGd4F11Kv+ZsjAIrO9oZ/tmVl+VklYtzBkwR4oLNOfICi6qgnMpX34"
    "7EDYOBwMMCjQhWSQ7Jjl/22AYLHfnqUE7Uix949htH/hY68otdz/X05q/C+dwctGluK+3i"
    "baXGC9l4IbeCnbV3xAt5iYVuXhOJZU6At1iBYt5nQ1HN8cqWJIBhAHdMhQrY7nn/gIz5Xk"
    "PquGg0E5LBAbGEgxzA3gBQJDjSOYR3t7FBJI27lcvOhPDuLvei1yp6Z2OgeAjP8aIogvxm"
    "BvCZfWbvTe7KBjygEIUgu23EmbXwekMqoDaaSNvSfQnZXmD7oNPfXESNDhpwxXADuIHjch"
    "ZE320jiIL/mcFY5zDGKSVuQIyBRY0wzIaJ7yIOVwa/xeblg/PKj9oLGxpxPuUfQ98G2fyk"
    "fLLL6Sl9HD2osDlF2ILPDkDbCObHJSA/zkX8OMk25tQ1q+AblK8hzyizmPPXcvqgvxRYeo"
    "bDp8AEWdaoIbpricEHykyraOhF69QQ5+b0S+PuX4e7f60UvkccqpuZ5N3PKqbtOCy0zvhE"
    "jUN0kw5ROIhBs8Ku58v2SJUaivbu8+clZLsslSvcVV5cusNXVQFhv3gN0d3fK0VQ9goIyl"
    "6KoMgeReYlo78HV/0cpRlWSWpMqgv0H7LoLl/iygIXwIipydR56OTR54T+gwZOqv0/qtXr"
    "sx//A8UrLs8="
)
