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
    "pair" VARCHAR(64) NOT NULL
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
    "is_seen" BOOL NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
    "post_id" VARCHAR(16) REFERENCES "posts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_notices_kind_4deed2" UNIQUE ("kind", "subject", "number")
);
CREATE INDEX IF NOT EXISTS "idx_notices_tag_576aca" ON "notices" ("tag", "is_seen", "created_at");
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
    "eJztXVt32zYS/is4emn2HK6PLadpkj7JibP11pdu7N20jXsUSIQtriiCJSArOt38950BeL"
    "+ZtCVZovFkC8AA4IfhYGYwGP7Vo8GYetzb+5ktheQe670lf/U8OsN/ipUWlPl+qgpLJB25"
    "qvk03WwkZEDHEspvqCsYFNlMjAPHlw6QvSXe3HWxkI+hoePdJkVzz/lzzoaS3zI5YQFUfP"
    "4Dih3PZl+ZiH760+GNw1w7M2HHxrFV+VAufVV2OaOue+LJD6o1Djkajrk7n3kJhb+UE+7F"
    "JI4nsfSWeSygkuEYMpjjM+AUw8eNHktPN2mi55misdkNnbsy9cyjYVLWGw7PL66Gl8dXw2"
    "GvBUpj7iHCMFWhILjFKfz9sP/Dq9dQq2aIP374pgdMMNHNFTJng9PTk/Or3jfViEqqmymM"
    "E1BnNJgWYX03oUE5pFH7HKgw2zyoEYR1qEYFCawJP20C1xn9OnSZdysn8PPVyxo4/zP4+O"
    "6nwccXr17+DQfkwP76vTgPa/qq6ts3ZN+baQprLBjR8XRBA3tYqOF9XtW2WDXrz/Il1KO3"
    "Cjh8Qpx/9Fr/wgKh0Ci+8WFV/fvuM+67zd723iWfsRG3l2Qx4WTCYX5EsDvmkQUPbLFHzj"
    "nBOVjE44TadsCEsAj1bPwtnRkj/AZ+AkfBYu31cku3+t5XLIOqX5ZS+fPAV+VpBVDmRTl4"
    "1eBFOXhV+aJgVb1Ucjmfzv02UCcUnYN7NXLJSnHxnZpuAd0jx6PBshzfmCQH72gpYTa7J/"
    "prID06vTjCnmdC/OmGGB+dnA8+/vbibPCrgnm2DKtOL87/EbX3uZC3geqod/Tb1fEgh/oN"
    "Y/awnQBJkTyIrUOmfR5cjWC1Y+qI4oE8nUf3ebB0CwUnWRsBmzI8jihZn5Dyw88fmUvVMx"
    "dXJNJcLnU3uytvktKQf76tVQmM8CrTAlNY1qiB6YW7XxG88BgZBXwhWEDkhErigK7m3HrM"
    "Jo63R8DUhP9GS6hjZELFBFUzRwoi+ZR5P6piXymnBMxNRcyoCyRzWLRAVauWRR1xkwPfrz"
    "5+7unOUHT/YXTJTWwD1bqkXskhrGu7zSFLZ9Seh6o97KvvQPVQC5Ys/u8BuXL0s1Q59GGt"
    "GVp2e/hPt1bh/eDqOAdgIktaiIsMUQedNauxQQu6TB71IuQfeMBgY4EdRQF/AnOk3pjVKC"
    "2Ju2XHEK/SWaA4oIt4R8vyGvxjM5dJzZ+Dy3eD98DQT+QEO3L5eFqq/eiaet1nhG1aaD6x"
    "BsF8QeiCLslNwGcE+kU9YY98mnALdQvJXZtwz11qjYQL0C4WnDg2VmmlwkppHqDT3LHgO9"
    "RJxgGT5crPhsa+9q69AVHAoAqFTRaBI6E1/oKOJPsKahUOBD80gG+JmsPCgbEcSRZ8DlOQ"
    "zHW1pgZ1S0IDBrOKOvtONFe0qBMYHeup/XVqFdrsTmH7Dm5M3TpFOPZksCwVoLqmXoCCCh"
    "2MJ0MGTR3WUJBeodSRbCZQoqBIQP2S8ICM+WwGPVkgVXCh7R/J5b9OQVqAcPpwdfm98vj/"
    "onVRqIDSmzmKGJBH5AYIUM7MQhNQsKIQ3eC4jeQa9KjMR4t87oVTaG9OPpeT0f7Byx9evj"
    "589TI+Ho1L6s5I7z8eFfPRf9m4xFdeLdtSJGYnqdhJEoClI10WDVBAuf54P097PzuvajfZ"
    "Xy87P/ygPwFWHY4WEb0CuVSOZkzQiU25BrCr41+vMo6OiD/L/RxR8xQ/v0PXRxbulIhuIS"
    "uyVCs54tkqZWj18iLaF9somwlJJ1h7044QgG8lbpCwnx1Du7ETJOGychdIibRYBazvkq52"
    "S1I0BTYrI7fKvXTOpTNmvTLzKKyyau0jTzVq4WFSMUzabTKBfmG97bdggJDrHvXEggXX0N"
    "V1z3WmTOC/ukZMr3tEciKpO7XQooFiKNTdLKjANuMx84Fxrnvl3qUNjIuepS+h7vxFOZDA"
    "IHNstMYW2XFDv5Me2YobAAlOwLbiBmJaZW597k2B67Eypa1789mIhc6kjC0m6S3WO2IoGF"
    "MrOA4YvmdDKrWBVmmtqd+pxsZR9bSOqnApm+IcNu+g2nDYbwD1Yb8SaqzKambRG9UU26h9"
    "B8F93QDb15XQvs4juw1OiK3Cd/VmRSj7CwhX+h4Sgs54HR7pREvtZclGmQu34Nxl1KvY0x"
    "KqfLAFkK0L07hkw8EWFxenGR/E0UneyfDvs6Nj4GLFxNDI0SpvEe2UelEA/H0YKFHhfchQ"
    "1sVY4D87KDXqnEAnZ8eXV4OzXzKrgNEXWNPPeIGi0hd5iRJ3Qj6dXP1E8Cf5/eL8WMGZCo"
    "uJ21393lP2w1zyoccXQ2qnMYmKoyLjYHoeDqZngPD2+Je2DGzjXnpiYLfYvaQ4uvQCX8jq"
    "ddf3oEkzx1I1ok3OqbM6ROTygPGcO5YrRO8MrMfcy5RK7jvjnE+lrLq0y7i22LfxtBhPy1"
    "ZsoKv3tKi/LbCN2ncQ3NXfItMRiCW2a81VgYTG3CR74C0BFcvRSmBEBB3k6oP+fhPx3N+v"
    "ls9Yl0V4wqiNU2iBcYqkkyg38dNCqxqUC77aWCNpzMcRQQcRbsTGNVxcZGLQqr2WTJwi6S"
    "DEB/uNRMV+jajYL6CM2TaKEFeHjkXtO4HvpiPHJnLmtgE7am/AfgDY7OuYBX6JZ6Qa7xSJ"
    "gfwBkJtA1CcJRI2dIQ0PNAt05lwzf9LmUiGHrU+Kc1QG1gKsGd9dU1QzRAZUcyr8LE+FM1"
    "7xNqucITSLvNWLzGznYa9yhnAFi7w7bsqdWOMWl3xTzJBcps05qNsk0opv7+7ma11Mo5U5"
    "H0nC6h8BURLBv5NvRT1Eobb/WIyaRwfsJCOpCw2PhOgU+ugqPlRMHwvPQEy7hM5a40Git6"
    "0sJCT1JtZEhaRf+/tvHA285JKNTgfju3TMogQJ8T0eHTFjk8XEcZlO9iJCSuKU5KtZUb/q"
    "xpA2rL8QZQoKsnDwqpLuE3boPfLFp3LyJUwbjcWaQOhLQpj+ho74nUpMg4kcMCcgX3gWET"
    "zMI+jpssBmwbXH6HhCMGYKOhsxly/Cq0cynJaAAQPOkwtMerToRtKNE2BOCS8c1ILZ4YPH"
    "s9dd4rjVF5eicLnK20qpSDGb+fpmfNQ4fVcpXZ+1pita44OpNxnnXF0LeBcqMbpDBwZpmE"
    "x4zlOH5+zEhYd14r1if4ti+xaMG7XvhI87d+rbJCanXx2T0y/E5MRyKotufXaQmKhL/LqK"
    "zCCRpG744seCvUMwru61V3thczDj9sZjXXq60hbPLJEBNQ9qpG+12JlSJJvbnHq9ndKrCg"
    "AP28bk5uk6B/XqI3NNRLmJKN9FvjUR5U8SUW6CGE0QYzfBNgEzJmBmW/h7F87ZTSzF81pj"
    "kyO04zkctg3tlSVx2L4AoO0UUyb+Z3ciW3YRno0FtuwKOGuNa1GMVBbUEnFYTURLzMirzX"
    "PyOZ1BUUUvVMZZ/PGoL3SY0IaVhzaYdJnr/2qHccWvyxVv8vx1Ns/fdrOyMRKfRreyTKa/"
    "Z5/p74wJQW/LleCorl4PnulWDSO7P+EVe4xtpiTgfLZHzlV0J7PJgUX6FjmMAqkdaal/+V"
    "ySW+qLH9NRzWGMs4qNtojH7sKPho7xs5/FsO9NDVqqzuOIPSsb2xyV4Se+8/p9KyXefGbv"
    "kZ/ZM9HIqz3MEqzsgKM+Xjai6RKgqwiXNXEEGzzaRlHcQiMPm3cC6rUbluaA+zkcfqJS09"
    "KuTZF08E1au10bqZGPNcA+hv3sGNpNza8Ul22V7aVgLzO8ovWosbrwmZpepiWAEBgrQh0c"
    "qRuhC75Hvkjul9wWxTuneLeBhHadRfbDa7Ae1x/jAxJBHbvkdu0aB7o/I7w5/HjitOvcb2"
    "FGha1NNKCJBnyWyhIDCB8UDJiiM7GA27bCBV2tSVhV2oH6iLCPlLd2N9/r+sAYdBI9FqLL"
    "0NHUFXzWqp0qsMq00wjFGu00XqxmH5cOk5SAtkh8xn1XlWhfvUXmALp2tONE8J8lGTGqig"
    "JW/tXox3ZY68iPU4rkPfvGkb+Fjvx613M3vfmrcD6bQBtz53UX77waL6TxQm6FdmbtiBfy"
    "jMrx5CMDLCu++ZhpUK/3zbDpMNBtGyqAl3zG8OSSLKgjxR45D71/qIyFXkMnEGQ0l6DBoW"
    "JJwjR7CCiRnIyhA4vMqM1AjbsBtptgPr0ojZ5S72YUVTxCF3RZVBg3PQHMHvhJJQAMgcIs"
    "fo6wCPfcpR6N3CGPkinYluItVidZBHHQ7wRx7D1yyZWGG8EdZTH0WSC4ZxF2x2AknOsC5+"
    "g7TESKMWpRI4qrMaF3KYerh88ygzVv5nL9DAISXlRsnHI+VYehb4NsflY+2Xh5GoejRwQb"
    "zAqDr134maz1Y97kw2vVn10rfHRt4YhWyfei9h3UM5owczUvFwP98et0rdJHJRQdRPdNo6"
    "+tvan52tqb4tfWcDMbtjT00jQdxHn11p5JwvMkSXjMOdpDVqNrpyxrtZzwom2ZwRRewK2x"
    "k6Jbvi2sIyRRuruWDdqhjWhiJvPwggEaI5K6U0tlFJ9QoY2S2FbBUm1f8IWnTZnEYKkxjN"
    "Y/NtpE1/DsY9fxmH3dQ7srjLAHywf7Xkw4zoPZAJXO3T7TdhPhPvPI3JOOq2JKbLoUhILp"
    "xoF8j3xCG4ySEQbpkyljviA3AdptE3bthc/jYMZ3PXRcicnWgwbZ0HFOwbD8oi7wbbhTar"
    "26cGFX/TaWk7GcHmY5IefvpNmUvBjNlXujdLZQOhOp1ALjDJGBuQHMAfPdZVuYM0QG5gYw"
    "GzvV2KlPbRmty05FrbMNX0ftu8jTjXxchzU+rsOij8v4AR7C7TvhBzDJS+57o0zykh2B2C"
    "QvMclLthTYLU5eMmCBM570Sn2wusqqd8MmjVaaw88EAj9hIDBeQAyvATTdoVIkHdyh+t9/"
    "32CLglbV38XDupyDyS+57VfjWvLLrvt1Ad2DRkbLQY3RclBitHBPlu5P/7y8OK9SZWOSvK"
    "nijCX5H3GdXd7/y8BFMDL2SSEPSD7lh5U1PLCDozLta5P72bf/A+EuKnY="
)
