from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "keystone" (
    "id" SMALLSERIAL NOT NULL PRIMARY KEY,
    "mark" VARCHAR(64) NOT NULL
);
CREATE TABLE IF NOT EXISTS "people" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "lookup" VARCHAR(64) NOT NULL UNIQUE,
    "vault" BYTEA NOT NULL,
    "feed_id" VARCHAR(64) UNIQUE,
    "feed" BYTEA
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
CREATE TABLE IF NOT EXISTS "blocks" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "pair" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX IF NOT EXISTS "idx_blocks_pair_30a95f" ON "blocks" ("pair");
COMMENT ON TABLE "blocks" IS 'One person keeps away from another. Who, is told only by those two ids together, under the server''s secret.';
CREATE TABLE IF NOT EXISTS "posts" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "tag" VARCHAR(32) NOT NULL,
    "name" VARCHAR(64) NOT NULL,
    "writer" BYTEA,
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
    "created_at" TIMESTAMPTZ NOT NULL,
    "active_at" TIMESTAMPTZ NOT NULL,
    "edited_at" TIMESTAMPTZ
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
    "writer" BYTEA,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "like_count" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "edited_at" TIMESTAMPTZ,
    "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_comments_post_id_7f95d6" UNIQUE ("post_id", "number")
);
CREATE INDEX IF NOT EXISTS "idx_comments_post_id_0f5ac3" ON "comments" ("post_id", "depth", "number");
CREATE INDEX IF NOT EXISTS "idx_comments_post_id_e8ccc4" ON "comments" ("post_id", "depth", "like_count", "number");
CREATE INDEX IF NOT EXISTS "idx_comments_post_id_d297ac" ON "comments" ("post_id", "root", "place");
CREATE INDEX IF NOT EXISTS "idx_comments_post_id_296b59" ON "comments" ("post_id", "root", "path");
CREATE INDEX IF NOT EXISTS "idx_comments_post_id_51ea21" ON "comments" ("post_id", "tag");
CREATE INDEX IF NOT EXISTS "idx_comments_answers_b06888" ON "comments" ("answers");
COMMENT ON TABLE "comments" IS 'An answer, or the place of one that was deleted while others answer it.';
CREATE TABLE IF NOT EXISTS "search_entries" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "subject" VARCHAR(16) NOT NULL UNIQUE,
    "title_length" SMALLINT NOT NULL,
    "words" TEXT NOT NULL,
    "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
    "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_search_entr_post_id_1e7af0" ON "search_entries" ("post_id");
CREATE INDEX IF NOT EXISTS "idx_search_entr_comment_550e90" ON "search_entries" ("comment_id");
COMMENT ON TABLE "search_entries" IS 'The stems of one post or comment, blinded; SQLite''s FTS5 and PostgreSQL''s full text find them by these.';
CREATE TABLE IF NOT EXISTS "notices" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "tag" VARCHAR(32) NOT NULL,
    "kind" VARCHAR(8) NOT NULL,
    "subject" VARCHAR(16) NOT NULL,
    "number" INT NOT NULL,
    "asker" BYTEA,
    "created_at" TIMESTAMPTZ NOT NULL,
    "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
    "post_id" VARCHAR(16) REFERENCES "posts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_notices_kind_4deed2" UNIQUE ("kind", "subject", "number")
);
CREATE INDEX IF NOT EXISTS "idx_notices_tag_232e55" ON "notices" ("tag", "created_at");
CREATE INDEX IF NOT EXISTS "idx_notices_post_id_ad258d" ON "notices" ("post_id");
CREATE INDEX IF NOT EXISTS "idx_notices_comment_ed3e51" ON "notices" ("comment_id");
CREATE INDEX IF NOT EXISTS "idx_notices_created_f5f650" ON "notices" ("created_at");
COMMENT ON TABLE "notices" IS 'One thing that happened: an \"answer\", \"likes\", an \"ask\" to talk, or an ask that was \"accepted\".';
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
    "topics" VARCHAR(900) NOT NULL,
    "seat_tag" VARCHAR(32) NOT NULL,
    "writer" BYTEA,
    "created_at" TIMESTAMPTZ NOT NULL
);
CREATE INDEX IF NOT EXISTS "idx_match_reque_state_fb794a" ON "match_requests" ("state", "created_at");
COMMENT ON TABLE "match_requests" IS 'Somebody waits. Nothing here is theirs but a seat in the room to come, made beforehand so that they may be away.';
CREATE TABLE IF NOT EXISTS "asks" (
    "room_id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "state" VARCHAR(8) NOT NULL,
    "to_tag" VARCHAR(32) NOT NULL,
    "asker_tag" VARCHAR(32) NOT NULL,
    "reply_tag" VARCHAR(32) NOT NULL,
    "seat_tag" VARCHAR(32) NOT NULL,
    "writer" BYTEA,
    "line" VARCHAR(300) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
    "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_asks_post_id_1df0d0" UNIQUE ("post_id", "asker_tag")
);
CREATE INDEX IF NOT EXISTS "idx_asks_to_tag_3ef35b" ON "asks" ("to_tag", "state");
CREATE INDEX IF NOT EXISTS "idx_asks_comment_3ace2d" ON "asks" ("comment_id");
CREATE INDEX IF NOT EXISTS "idx_asks_created_cc97a2" ON "asks" ("created_at");
COMMENT ON TABLE "asks" IS 'Somebody asks the writer of a post or comment to talk, and has made the room and their own seat beforehand.';
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
    "eJztXW1z2zYS/isYfWluhuex5TRN0k9y4lxzTZw29lzaxh0FEmGLJ4pgCciKppf/frvg+6"
    "tJmXohjU+2ACwAPlgAu4vF4u8B9abU4c7Rz2wtJHfY4CX5e+DQBf6TzzQgzXUTWZgi6cRW"
    "xefJYhMhPTqVkH5DbcEgyWRi6lmutIDsJXGWto2JfAoFLec2Tlo61l9LNpb8lskZ8yDj85"
    "+QbDkm+8pE+NOdj28sZpupDlsmtq3Sx3LtqrTLBbXtt458o0pjk5PxlNvLhRNTuGs5405E"
    "YjkSU2+ZwzwqGbYhvSV+A3Yx+Nzws/zuxkX8fiZoTHZDl7ZMfPNkHKcNxuOLD1fjy/Or8X"
    "jQAKUpdxBh6KpQENxiF/55Ovzh2XPIVT3EHz988xuMMfGLK2Tej969e3txNfimClFJ/WIK"
    "4xjUBfXmeVhfzahXDGlYPgMq9DYLaghhFaphQgxrzE+7wHVBv45t5tzKGfx89rQCzv+MPr"
    "76afTxybOn/8AGObC/Py8ugpyhyvr2Ddn3Zp7AGhMmdDpfUc8c53L4kJeVzWcthotsCnXo"
    "rQIOvxD7H07rX5gnFBr5GR9kVc93l3HXrjfbB5d8wSbcXJPVjJMZh/4Rwe6YQ1bcM8URue"
    "AE+2AQhxNqmh4TwiDUMfG3tBaM8Bv4CRwFg3U0yAxd+7W3vAaVT5bC9WfDqbLfBSg1UU6e"
    "1ZgoJ89KJwpmVa9KNufzpdsE6piid3C3sy4ZCS6+U93NoXtmOdRbF+MbkWTgnawl9KZ7S3"
    "8FpGfvPpxhzQsh/rIDjM/eXow+/v7k/eg3BfNiHWS9+3Dxr7C8y4W89VRFg7Pfr85HGdRv"
    "GDPHzRaQBMlGbB0w7ePgagSrGVOHFBvydBbdx8HSDQSceGwEbMrwOaJgfALKNz9/ZDZV35"
    "wfkVByufSr6e56E6cG/PNtq0JgiFeRFJjAskIMTA7c/YLgB4eRicdXgnlEzqgkFshq1q3D"
    "TGI5RwRUTfhvsoY8RmZUzFA0s6Qgks+Z86NKdpVwSkDdVMSM2kCyhEHzVLYqmZcRd9nw/e"
    "Lj54FfGS7df2pZchfbQLks6Y/kGMa12eaQptNiz6ZiD/vqWpA99heWNP6vAbli9NNUGfRh"
    "rBlqdkf4T79G4fXo6jwDYLyWNFguUkQ9NNa0o4PmZJks6nnI33CPwcYCO4oC/i30kTpTVi"
    "G0xOaWjiFeJrNAskdX0Y6W5jX4x2Q2kz5/ji5fjV4DQ+/JCHZm8+m8UPrxc6plnwmWaSD5"
    "RBIEcwWhK7omNx5fEKgX5YQj8mnGDZQtJLdNwh177UskXIB0seLEMjHLFyqMhOQBMs0d87"
    "5DmWTqMVks/Oyo7Wvn2hkRBQyKUFhk5VkSSuMvqEiyryBWYUPwwwfwJVF9WFnQliXJii+h"
    "C5LZti+pQd6aUI9Br8LKvhP1BS1qeVrG2re9To1Ck90pKN/Djal9uwZMPARjTAtMdq8DSa"
    "gY5jRllRCF/3QQ+gqor96+P7+8Gr3/JSXToniFOcOUOBumPsnOgagS8unt1U8Ef5I/Plyc"
    "Z+XeqNzVHwO1/ywlHzt8NaZmEpMwOUw6mMOic0d668J90s+p3idBU/KmszGDoharuV9e4e"
    "Yi2ULgxoErP8JJuEemfLGAmgzYPJCpzB/J5a/vYFOAPejN1eX36mDnFx96yIDUmyXuJLDt"
    "kBsgwO1kEWj6guX3yh22W2v7ghqVlcAgnwdBF5pbDR7LAfjw5OkPT5+fPnsanYJHKVVH4f"
    "efgovl5L9sWrC+lm9hCRItMJQIDDHA0pI2CxvIoVztxZGlvZ+d29q5jrfLzpv7c8TAqjPw"
    "PKJXsC4VoxkR9EL2qhIAzn+7Su39IX8Wm7PC4gl+foUWrowsFi/RDdaKNFUrJ3kHJfO2v1"
    "6E+2ITnSIm6QVr79reBfC1Yu0K6ukY2rVtXTGXFVu6ClaLNmB9FVfVrZWiLrDpNfKgrIgX"
    "XFpTNihSj4Iso1I/clShBoZE5armW8dmUC+Mt/kSFBByPaCOWDHvGqq6HtjWnAn8188R8+"
    "sBkZxIas8N1GggGRL9alZUYJnplLnAONeDYiPiDtpFA+KXQHb+ouyEoJBZJmpjq3S7gXnR"
    "b9mICgAJdsA0ogJiXqZufR7MgesxMyGtO8vFhAU2w5QuJukt5ieMJkorK1XR1O9EYW2E3K"
    "8RMhi/ujgHxXsoK5wOa0B9OiyFGrPS4lg4jepiG5bvIbjPa2D7vBTa51lkD8HycFD4tq9L"
    "BAt+DuFSg0NM0BtTwwMtZwnBR8yLsKxypIlItJvlhi40+gRok9HoxAmQNi7tfkPYg3HpES"
    "B8OLalAwNbm5b2DOwBm5YURxfe0QxYveqGJhSpZ1QqR7TOGXVahggtH9CedccyiWiZgfFY"
    "OqlUyV1rmjGtFGUXVhnl5uvWBhdtcDmIDbR9g4v62wDbsHwPwW3foc53Mm2mxMY0WovdUI"
    "tVfhyNFoyQoIdcfTI8rrM8D4/L12fMSyM8Y9TELjTAOEHSS5TrmGuhVAXKOZNtJJHU5uOQ"
    "oIcI12LjCi7OMzFI1U5DJk6Q9BDik+NaS8VxxVJxnEMZA6rkIS53GwvL9wLfXXuNzeTCbg"
    "J2WF6DvQHY7OuUeW6BZaQc7wSJhnwDyLUT6l6cUCNjSM1zzRydPt7MHm/aVMhx4wPjDJWG"
    "NQdrynZXF9UUkQY1C6o+Fd5oRe7aqXDKKt5klFOEepAPepCZaW02lVOELQxyd8yUnRjjBh"
    "d8E8wQX6TNGKibxEqLbu52c1rnI6Wlzkdil/oHQBR773dyVlRDFEj7D8WovndAJxlJXWZ4"
    "IETvoI6+4kPF/KHwjMS8T+hs1R8knG1FLiGJmVjhFZKc9vffNho58QUbP+KPa9MpC4MjRH"
    "d4fI8Zk6xmls38eD4ioCRWQUiilupVt4V8xfoLUaqgICsLryn5dcIOfUS+uFTOvgSRwTHZ"
    "JxD+BSGMcEQn/E7FHsIgDhj2ka8cgwgehIp0/DTPZN61w+h0RtBnCiqbMJuvgmtHMuiWgA"
    "Y9zuPLS35r4W2kG8vDeBJO0KgBvcMPj3rvV4ntll9aCt3lSm8qJTzFTOb6t+LDwskrS8n8"
    "tDZdUho/TM1k7HN5LuCdy0TvDt8xyIdJu+fs2z2nE/cetol3y/YWxfYNGDcs3wsbd+bUt4"
    "5PzrDcJ2eY88mJ1qk0utWRQSKiPvFrG1FBwpW65sSPFvYewdjetFd7YX0wo/LaYl14utIU"
    "zzSRBjV3Iy+QtxrsTAmS3W1Og0Gn5KocwOOmPrlZut5B3b5nrvYo1x7lXeRb7VG+F49y7c"
    "SonRj7CbZ2mNEOM4fC3104Z9e+FI9rjHV80J7HcDg0tFsL4nB4DkCHuUxp/5/ueLZ0EZ6d"
    "ObZ0BZyt+rUoRipyagk5rMKjJWLkduOcfE4GUlTeC6V+Fn8+6HUO7drQumuDjpq5/Rc7tC"
    "l+W6Z4Heevt3H+DpuVtZK4H9nK0JH+Hn2kv/dMCHpbLASHedVy8MIvVdOz+xNesUffZko8"
    "zhdH5EJ5dzKTnBhkaJDT0JHakob6ly8luaWu+DHp1Rz4OCvfaIM47C54F3aKL7vm3b531W"
    "ihOI8tDoy0b3OYhq+4Z+X7RkK8fmLvgU/saW/kdg+zBCs64Kj2lw1p+gRoG+6y2o9gh0fb"
    "uBQ3kMiD4r2AeuuKpT7gfgyHnyjUNNRrEyQ9nElb12tDMfKhCtjHoJ6OoV1X/Upw2UHpXg"
    "r2IsUrHI8KrQu/qe5lWgIIgbIi1MGRuhG64kfki+RuwW1RvHOKdxtIoNcZ5Di4Butw/yE+"
    "IBHUMgtu126xofsjwuvDjz2HXeduAzUqKK29AbU34KMUlhhAuJEzYIJO+wIe2gjnZLU6bl"
    "VJA+oD3D4S1tpuzutqxxg0Ej0UosvA0NQXfLYqnSqwiqTTEMUK6TQarHoPSwdBSkBaJC7j"
    "rq1SfFu9QZYAum9ox47gP2syYVQleaz4xeiHVlhpyI9CimQt+9qQf4CG/GrTcz+t+W0Yn7"
    "Wjjb7z2sU7r9oKqa2QByGdGR2xQr6ncjr7yADLkjcfUwWq5b4FFh17ftmaAuAlXzA8uSQr"
    "aklxRC4C6x8KY4HV0PIEmSwlSHAoWJIgzB4CSiQnU6jAIAtqMhDjboDtZhhPLwyjp8S7BU"
    "URj9AVXecFxl13AKMHflIBAAOgMIqfJQzCHXvtt0bukEfJHHRL8RKz4yiC2Oh3gljmEbnk"
    "SsIN4Q6jGLrME9wxCLtj0BL2dYV9dC0mQsEYpagJxdGY0buEwdXBb1nAmNczuX6GBRImKh"
    "ZOGJ/K3dAPYW1+VDbZaHhqu6OHBDuMCoPTLngma/uY13l4rfzZtdyjaytLNAq+F5bvoZxR"
    "h5nLeTnv6I+v0zUKHxVT9BDdF7VeW3tR8drai/xra7iZjRsqekmaHuLcvrang/DsJQiPPk"
    "fbZDT6dsqyVc0JL9oWKUzBBdwKPSm85dtAO0ISJbv7a4Nv0EY0MZJ5cMEAlRFJ7bmhIorP"
    "qPCVkkhXwVRfv+Arx1dlYoWlQjHaftuoE13Dt09ty2Hm9QD1rsDDHjQfrHs149gPZgJUfu"
    "z2ha83Ee4yhywdadnKp8Ska0EoqG4cyI/IJ9TBKJmgkz6ZM+YKcuOh3jZj107wPRZGfPeb"
    "jjIx2LpXIxo69skbF1/UBb4Ndkpfrs5d2FW/teakNafNNCfk/E6qTfHEqC/ca6GzgdAZr0"
    "oNME4RaZhrwOwx1143hTlFpGGuAbPWU7Weum/NaFt6KkqdTfg6LN9Hnq5l4zqtsHGd5m1c"
    "2g6wCbd3wg6gg5fcN6N08JKOQKyDl+jgJQcK7AEHLxkxz5rOBoU2WD/LqDbDxoVajeGnHY"
    "H36AiMFxCDawB1d6gESQ93qOH339fYoqBU+bt4mJcxMLkFt/0qTEtu0XW/PqB7UktpOalQ"
    "Wk4KlBbuyML96d+XHy7KRNmIJKuqWFNJ/kdsq8v7fxG4CEZKP8nFAcmG/DDSigdWcFYkfe"
    "1yP/v2f1E4xAE="
)
