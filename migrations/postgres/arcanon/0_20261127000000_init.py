"""The tables of the first release, and the search index."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "secret_check" (
            "id" SMALLSERIAL NOT NULL PRIMARY KEY,
            "fingerprint" VARCHAR(64) NOT NULL
        );
        COMMENT ON TABLE "secret_check" IS 'One row: a fingerprint of the secret.';
        CREATE TABLE IF NOT EXISTS "blocks" (
            "id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "pair" VARCHAR(64) NOT NULL,
            "created_at" TIMESTAMPTZ NOT NULL
        );
        CREATE INDEX IF NOT EXISTS "idx_blocks_pair_30a95f" ON "blocks" ("pair");
        COMMENT ON TABLE "blocks" IS 'One person has blocked another. The row is found only with both of their ids and the server''s secret.';
        CREATE TABLE IF NOT EXISTS "chats" (
            "id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "last_number" INT NOT NULL,
            "last_retraction" INT NOT NULL,
            "created_at" TIMESTAMPTZ NOT NULL,
            "last_message_at" TIMESTAMPTZ,
            "ended_at" TIMESTAMPTZ,
            "burned_at" TIMESTAMPTZ
        );
        CREATE INDEX IF NOT EXISTS "idx_chats_last_me_b04565" ON "chats" ("last_message_at");
        COMMENT ON TABLE "chats" IS 'A chat. `last_number` is the number of its last message, `last_retraction` that of the last one unsent.';
        CREATE TABLE IF NOT EXISTS "messages" (
            "id" SERIAL NOT NULL PRIMARY KEY,
            "number" INT NOT NULL,
            "seat" SMALLINT NOT NULL,
            "sealed" BYTEA,
            "retraction" INT NOT NULL,
            "key" VARCHAR(32) NOT NULL,
            "created_at" TIMESTAMPTZ NOT NULL,
            "chat_id" VARCHAR(16) NOT NULL REFERENCES "chats" ("id") ON DELETE CASCADE,
            CONSTRAINT "uid_messages_chat_id_f60b39" UNIQUE ("chat_id", "number"),
            CONSTRAINT "uid_messages_chat_id_768b60" UNIQUE ("chat_id", "key")
        );
        COMMENT ON TABLE "messages" IS 'A message, numbered 1, 2, 3 within its chat, without gaps. The number is the order, never the clock.';
        CREATE TABLE IF NOT EXISTS "seats" (
            "id" SERIAL NOT NULL PRIMARY KEY,
            "number" SMALLINT NOT NULL,
            "tag" VARCHAR(32) NOT NULL,
            "name" VARCHAR(64) NOT NULL,
            "seen" INT NOT NULL,
            "hidden_signals" VARCHAR(24) NOT NULL,
            "sealed_reveal" BYTEA,
            "sealed_person" BYTEA,
            "sealed_on" DATE,
            "chat_id" VARCHAR(16) NOT NULL REFERENCES "chats" ("id") ON DELETE CASCADE,
            CONSTRAINT "uid_seats_chat_id_5252f1" UNIQUE ("chat_id", "tag"),
            CONSTRAINT "uid_seats_chat_id_bc6b3b" UNIQUE ("chat_id", "number")
        );
        COMMENT ON TABLE "seats" IS 'One of the two people in a chat, under the name they have there.';
        CREATE TABLE IF NOT EXISTS "posts" (
            "id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "tag" VARCHAR(32) NOT NULL,
            "name" VARCHAR(64) NOT NULL,
            "sealed_writer" BYTEA,
            "title" VARCHAR(120) NOT NULL,
            "heading" VARCHAR(160) NOT NULL,
            "topic" VARCHAR(20) NOT NULL,
            "warning" VARCHAR(100) NOT NULL,
            "body" TEXT NOT NULL,
            "html" TEXT NOT NULL,
            "excerpt" TEXT NOT NULL,
            "stems" TEXT NOT NULL,
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
            "number" INT NOT NULL,
            "path" VARCHAR(24) NOT NULL,
            "depth" SMALLINT NOT NULL,
            "root_number" INT NOT NULL,
            "branch_position" INT NOT NULL,
            "branch_size" INT NOT NULL,
            "parent_id" VARCHAR(16) NOT NULL,
            "parent_name" VARCHAR(64) NOT NULL,
            "id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "tag" VARCHAR(32) NOT NULL,
            "name" VARCHAR(64) NOT NULL,
            "sealed_writer" BYTEA,
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
        CREATE INDEX IF NOT EXISTS "idx_comments_post_id_577074" ON "comments" ("post_id", "root_number", "branch_position");
        CREATE INDEX IF NOT EXISTS "idx_comments_post_id_0c4d5f" ON "comments" ("post_id", "root_number", "path");
        CREATE INDEX IF NOT EXISTS "idx_comments_post_id_51ea21" ON "comments" ("post_id", "tag");
        CREATE INDEX IF NOT EXISTS "idx_comments_parent__5f1653" ON "comments" ("parent_id");
        COMMENT ON TABLE "comments" IS 'A comment, or the place of one that was deleted although it has replies.';
        CREATE TABLE IF NOT EXISTS "search_entries" (
            "id" SERIAL NOT NULL PRIMARY KEY,
            "subject" VARCHAR(16) NOT NULL UNIQUE,
            "title_length" SMALLINT NOT NULL,
            "stems" TEXT NOT NULL,
            "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
            "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE
        );
        CREATE INDEX IF NOT EXISTS "idx_search_entr_post_id_1e7af0" ON "search_entries" ("post_id");
        CREATE INDEX IF NOT EXISTS "idx_search_entr_comment_550e90" ON "search_entries" ("comment_id");
        COMMENT ON TABLE "search_entries" IS 'The blinded stems of one post or comment, for SQLite''s FTS5 and PostgreSQL''s full-text search.';
        CREATE TABLE IF NOT EXISTS "notifications" (
            "id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "tag" VARCHAR(32) NOT NULL,
            "kind" VARCHAR(12) NOT NULL,
            "subject" VARCHAR(16) NOT NULL,
            "number" INT NOT NULL,
            "sealed_sender" BYTEA,
            "created_at" TIMESTAMPTZ NOT NULL,
            "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
            "post_id" VARCHAR(16) REFERENCES "posts" ("id") ON DELETE CASCADE,
            CONSTRAINT "uid_notificatio_kind_a05b72" UNIQUE ("kind", "subject", "number")
        );
        CREATE INDEX IF NOT EXISTS "idx_notificatio_tag_7ebc7f" ON "notifications" ("tag", "created_at");
        CREATE INDEX IF NOT EXISTS "idx_notificatio_post_id_af941b" ON "notifications" ("post_id");
        CREATE INDEX IF NOT EXISTS "idx_notificatio_comment_808b3a" ON "notifications" ("comment_id");
        CREATE INDEX IF NOT EXISTS "idx_notificatio_created_5f34f1" ON "notifications" ("created_at");
        COMMENT ON TABLE "notifications" IS 'One thing that happened.';
        CREATE TABLE IF NOT EXISTS "invitations" (
            "chat_id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "state" VARCHAR(8) NOT NULL,
            "recipient_tag" VARCHAR(32) NOT NULL,
            "sender_tag" VARCHAR(32) NOT NULL,
            "reply_tag" VARCHAR(32) NOT NULL,
            "seat_tag" VARCHAR(32) NOT NULL,
            "sealed_person" BYTEA,
            "line" VARCHAR(300) NOT NULL,
            "created_at" TIMESTAMPTZ NOT NULL,
            "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
            "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE,
            CONSTRAINT "uid_invitations_post_id_27edcb" UNIQUE ("post_id", "sender_tag")
        );
        CREATE INDEX IF NOT EXISTS "idx_invitations_recipie_3689e5" ON "invitations" ("recipient_tag", "state");
        CREATE INDEX IF NOT EXISTS "idx_invitations_comment_50d569" ON "invitations" ("comment_id");
        CREATE INDEX IF NOT EXISTS "idx_invitations_created_acab7b" ON "invitations" ("created_at");
        COMMENT ON TABLE "invitations" IS 'Somebody invites the writer of a post or comment to talk. The chat''s id and their seat''s tag are made beforehand.';
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
        CREATE TABLE IF NOT EXISTS "match_requests" (
            "chat_id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "state" VARCHAR(8) NOT NULL,
            "role" VARCHAR(6) NOT NULL,
            "seat_tag" VARCHAR(32) NOT NULL,
            "sealed_person" BYTEA,
            "sealed_request" BYTEA NOT NULL,
            "created_at" TIMESTAMPTZ NOT NULL
        );
        CREATE INDEX IF NOT EXISTS "idx_match_reque_state_fb794a" ON "match_requests" ("state", "created_at");
        COMMENT ON TABLE "match_requests" IS 'Somebody is waiting. The tag of their seat is made beforehand, so that a match works while they are away.';
        CREATE TABLE IF NOT EXISTS "people" (
            "id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "lookup" VARCHAR(64) NOT NULL UNIQUE,
            "vault" BYTEA NOT NULL,
            "feed_id" VARCHAR(64) UNIQUE,
            "feed" BYTEA
        );
        COMMENT ON TABLE "people" IS 'Somebody who holds seven words: no name, no address, and no time of anything.';
        CREATE TABLE IF NOT EXISTS "sessions" (
            "id" VARCHAR(64) NOT NULL PRIMARY KEY,
            "sealed_key" BYTEA NOT NULL,
            "expires_on" DATE NOT NULL,
            "person_id" VARCHAR(16) NOT NULL REFERENCES "people" ("id") ON DELETE CASCADE
        );
        CREATE INDEX IF NOT EXISTS "idx_sessions_person__9bf696" ON "sessions" ("person_id");
        COMMENT ON TABLE "sessions" IS 'A browser that is signed in. Its id is the hash of its token, under which the person key is sealed.';
        CREATE TABLE IF NOT EXISTS "aerich" (
            "id" SERIAL NOT NULL PRIMARY KEY,
            "version" VARCHAR(255) NOT NULL,
            "app" VARCHAR(100) NOT NULL,
            "content" JSONB NOT NULL
        );
        -- Beside its stems each entry has an era, so that the newest can be searched without reading all that match.
        CREATE INDEX IF NOT EXISTS "idx_search_entries_stems"
            ON "search_entries" USING gin (to_tsvector('simple', "stems" || ' era' || ("id" / 5000)::text));
    """


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "idx_search_entries_stems";
    """


MODELS_STATE = (
    "eJztXW1z2zYS/isYfUk6o3psOXEz+SanztXXxE5jTd/ijgKRkMQTRbAkZUXXy3+/XYCk+G"
    "6SpiSKwZfEAnZB6sFisbtYrP7pUUejFrdO7pjmMO/NnGmL3mvyT8+iSwZ/ZPb3odm2I73Y"
    "4tGJKThcQTnWQtKJ6zlU86BvSk2XQZPOXM0xbM8AVuC4tRhx+Po1oWRqWDPm2I5heYRPiT"
    "dnRI53gkPpXIOxgKQS18oy/l6xscdnDHoc4P30FzQbls6+MDf4aC/GU4OZeuzbGzoOINrH"
    "3sYWbXdLaprXlvdWUONbTcYaN1dLa8thb7w5t0IWeC9snTGLOdRj+AzPWSES1so0feACcO"
    "Trbknke0Z4dDalKxPxRG75Atu23nh8czsa312NxuNeCuuAIwKk36RxC+cJXtUVEMzwFb4/"
    "H/xw8Qp6xRvihx++ygduMZHkApn3w3fvrm9Gva+CiHpUkgmMt6BGZiuN7ps5dbKRTbAlII"
    "Z3T0IcAFqEcdCwBXkro/tAeUm/jE1mzbw5fLx4UQDur8OPb34afnx+8eI7fCCHJSXX243f"
    "MxBdX7+iME8XEeSxYUK1xZo6+jjVwwc8jzbdtRwsky3UojMBHH5DfP9AY1yaPEeXyJ5iLT"
    "JBGre8/rCZ43KLzKlLBCvTCYyJ6/2EjOZCUxDDJVO+snTCLXND1oY3JxMg8VWG4RBDd4FL"
    "9xWI88CcZ26h/tn5U++te0vABQ8VBGvH8JgjmNeceOyL55IlXTBXfJaovSbiFdaGy4jhkT"
    "VfmTpx2AOjJoxBQUduX33tcI+JFyqpKz/1bGo4vb8q6cz8VZ2pL2su5sMqzNhSPrsosZTP"
    "LnKXMnYVa1ExCxWADuiV3szRm/2IDMPaQzDGNGOH+hF6PGPJsmGOcybA1n3Wk+CPI4S+AO"
    "rR9furu9Hw/Qccfum6f5sCr+HoCnsGonWTaH2eXAPhIOS369FPBD+SP29vrgSc3PVmjnji"
    "lm70Z09sOyuPjy2+HlM9iknQHDS1ZnuElepl7o6io3hz1ICk5N44JEh8Qj6b1PXG1mo5Yc"
    "5n3JNwM5EfcTMxYBtBCrJkrgtv3PcZYA/C8WGwz/7WIc1rQYvbyMpymZWxO+7xuWX2LDGo"
    "/wxcm2r7OvD2FRGLNN653lWC63E3qymFerpbN2tw9uKHF6/OL16EvlbYUuRwBb5WAtbt4q"
    "kKbZxTwZuEV9kFnbULUqsosltUnOsM9gYm3N8N1Hw3P98MIKyzqKN8aobbPMOTlWPVmuIY"
    "o5rjts1xBW9uKwy+anbTsnDpc779+SMzaY4dFDhq7+Uwx7tXb1t9wYwtGZf5TuYTILpjdG"
    "c24yHw2WlEIJCnrKBARNYK4gJRwS4TGgidbulSMZ2c9cmgT85FmNqwhHuOfnxfNPCVR2bU"
    "dmVs23fifZeeOzpzYCD2AG3YoGEoOisusJ+HZgQFPom4SU+InvAgYTq2bQu2kVGBuueC38"
    "qR4BOdqfyQQOVowCECAa3HN67Aqx5fBzxdArT+GXYMS5NlLPpLw6LOJhdLnyeB5mTjSR3d"
    "GVvx8t3tZcxM/HX48fL6Zvjxj+fvh79/F7MV393e/Cugj5qAl3+MroYJ2GtFslQQq1gv4E"
    "6XQjM/xO2Td/Dc8HxQIsp9PsiNcmOXig9+I55mbJrBZhxXOyiKsHRwJTVzXpRy5uOIp+F+"
    "yx1mzKyfmdyBr+ENqaWxAoc0OFw9MrTzHFJodug6dFCiUgZfXmcm86RcDu/eDH+86n090G"
    "G3iANkp5U+etgdxiHKJYL5B8WYDWUzbpuMgEtJfYdyBdMnPUV8EfxjQ+b0QfzlsOwcr6cO"
    "WOiJenQWd0MD11R5oi30RIt9p266o014TyjlFfZKn7yD+2TzFqf4vwK2AX0HwW0+DdBlrI"
    "rjGZArlzOpAOaGrjNr7IKxBt+hirymOfcnub3eXuR2UEZuB/lyO8iQW4w8jWXKd52gVYRV"
    "xa5qxq58JGWefa1J2LKqSXjaJGRNAMZjCuHPhD4WiunUFGBkJRnOUnEOFedQcY4KSf18uW"
    "RWTl6/39cvTu2XVOWz+yV9n3AZhrBNqomYBSbJi8z5NXWJREgn1MQD9dkcr4XhpTWH2abB"
    "3Mz0/cYGzgyAoOIuiHdIAn+KdWbD6uvHz+2z+k1jwUB4VlbqlD9C7XAezSGfOLCU5mMgMA"
    "Sqj5DbFB6VpAmjODZ1ADNsVRcMDnzBQGUTNOvCCcGvILgBfQetgOYdtlCDVYk3hkxdktcm"
    "wo0JlV02bSCh6DsEamNKILlZlkc3g1OFyXLgdY3/ZsR0H4M24FKwpreuwCqrtH9FmDoXc2"
    "zK/kqBXPU8IsHWOaCbP5RQh2nqMO0Y5daPqsoCNrXi4VtWFQ+vGQ+fcD0j+XPEvuTZFj59"
    "JyS8KAXx6vdRDO9AkrPhDsgjkv8GZyBx6uktM07f8sEO6BXYNcCOx/5Kms5xJmU5q3oH32"
    "Q+M9ONerMcY1S3o9s8x5HjitK+2ZalE1vSns9ygyOup57lfvDHOTK0y57lRqSs6llutIIH"
    "vMyTb/RfwSibo1VTxdf5Le4ZU0MTEDwVp5vIWB2Fy7AeDK8RsK7DkToKFRrRTwXpHYzRIX"
    "h2mmQitVRWikmov4qv0zjafBxRmI+nmWDlhYmJIOvE9djSDfJAUHdjgkiYLDKFD3e/vAOr"
    "8JlL3o7uXorKxh+kLQMd0DqFr/M9Fi4m8lXSySe7f1ypMsf+viSv58gnVs/sUHdxnngXx1"
    "1N/sO0SpXiIywqcebRgxvP8EwWPCCFcnEKQpK3MxGURmpGoOqqEv8LGTrhbe07ABhR0RV0"
    "RZyrFvAtM0p2ftCrAgkqkNAGK7tfNZCQoS2agDWS2H1cmqJ0tn1MR7Yq4T4WichyiZKhig"
    "LPKBUhKVdwAGvWzWRG/BxGBwnQswsJZBHi77t8XsD8i9r49z3Mm9/cA/u9dKvln9tghPxM"
    "NY3ZIGX3PfKcWmTb/R16R/dBHcD73gn57BvDYe19Q/crGtxb2xT/KVnjawEJPlXvB0UPti"
    "PjwH6jKOyf40V96uGXwc6IEZ6b4+/npkTOimKZ9SnPS3yOEKsc+8Pm2KtUpJ2lIgXLqCy2"
    "AX0HwT0rA+5ZPrhnKXDbEFNoF8SNewlHcf3mWNIw/Pw3F+vN10ud27Kq1LmaqXMqF6bObB"
    "xdnoQKI3U2jPQNINyeKFLLwFZBpAMD2+IgkpDorOBRIOoFQSOUl3LBonxEy5xGx22IIBiC"
    "Za4fWKIxntQctHrcNrREtCWrO3PIsDc9torBqBhMKzZQdR1MXQdTPm01n1bkb1RSHwFDB2"
    "X8bHBaKtB4WhBpPE2K+ZxRHV+hAsYRli6ifFEK5YsClC9SKIf2SWk5Dhg6iHApMS6Q4rQQ"
    "g41tVRTiCEsHIT47LSXEpwVCfJpCWd3NVXdzuwk2+6Ixx86Ik+TjHWFRkNeAXCWfHiT5tO"
    "oF9BSfOvxMHn6KX1OvfJyc4FKwpmBV9RJUvYSWaORjOyOOxcirzHKMUU1yqydZFcXo5hyn"
    "jsjL1BeIlmVPBKqrXHMuf8rb0pVdfBN8v1UYjhIiVYbhGMowHKVo7bEOw9Hgs9O8kYhIZW"
    "WPxCWuIIckIeSPXzu640uG0V95P4fJiz3yOBQv6dBkoQTiceJRc3FCRv79nWcuXgTCYgnA"
    "ajhYGwHbPDoj1GFkSXVGJmzKHTYHovR9pr2/AV6UQlaZyEws9gD/mow6liuvVBnBD5Jopm"
    "Ex/bWoDQFDL7HHcAm3mUXAcTVMaAA6unHFgzgMdEKG0VtUckB6b01Mri3IgjHbJVOHLwWn"
    "wzTDNvA7iRtbwQPve5IEgXA96hRckQoy8eR3GYtfD0kl/ISPGfspGzCox55wJ6oNP+b0TW"
    "XmyAmrAHfIsMcq2LgsensB/FUJvF/lwv0qeVqWWh9lUU4xdiLgvetcqIiuqiLRMS4FdAmg"
    "xQ3g6jIdYVIwl5JnWllzRHkUyOVAVj+BeugcP7ROq0h5QN9FCS+VtnNekLZznk7bUWc+da"
    "T9KELF6l7gYyuqE/cC27Zsun0xsG1oq5uBBwa2xTcDRTg8K7YbxMkLorphOL7Zm4GfoqVI"
    "skOHzVSuVXf1mo8IqrozO69mq65D7sqbVxawsoCPGGJlASsLuKXAttgCfk89bf6RAZw5NT"
    "JiBMUW8RJJx46krZzq4JI1NTyAW+YQYKKALEjqJw8gRSJroE9c7h/mE/FwsubOAgaaGybW"
    "Y2UbkQJA13RTlOKw4ydjasOtZW78ER9QBsnC4msk5y4jPmIykaEPT9HoCprhI0iWB3Llhn"
    "VZRVbFCbnjxOKy3iyQWGBAAsmaByPhD2rcW+IXNUR8vU/YA8MMCEGkcdtgblDtFY3ZCXXZ"
    "CfkNv454dZPzhcivgC8uA/VkJdIykGEBBJFKsZj5AfLNSv/uRngKrrIaWunDHENWg79ee3"
    "vBvOnEBl6tJENA30HDr4ww58tyyrBWZ77qzLddp2C7OvP1kXS2ZlnlWYjw1pyGtkn+AeZB"
    "nQ3XmY2jOBuucI1opw7aB6ktM8sXhoq0qIAh47Y0ICo4Y+CXkDmH9wPzHz0HcG50F94N3A"
    "54hz7+AfABwuCuYIo3fEYxFanh1kY4JgUOV1OjP+5tqAORwzoT6Eiu7CpQbzk6B3fzNfZE"
    "KKHa7h+yqE2/7qY/ZbBvV1MgEZZGTkg6LdUIVjWhDjiUP1FBpGvdk3ZhU27gsuadHOZ49c"
    "2ebyIGeGVZgREsC38WejtxjxuCQzJx+NoVEV8Z/3aNmcV0Ylgn5NoTV/v83xubU3eOlhle"
    "nfP4gll9P1a8nhvaXJBIh18EjsOActo83NMzS/00tGBWKTV7U/4F4WgZrYB5rBXl8PmUsV"
    "PX2GFfbAO6x1mxPoxwZKMf5yqKbnRrFjBakcz2CHVJBXURY+pgWHr3GR854ekaOR/hSEeG"
    "eOmsj6istSo3Ycgc2M4zjR6/q9jmoVuiXf54RyUTIbf0XuZazyi5509hew2ERkru5RsEDy"
    "CuRtbSztemEZYO6tLBy5cllClQ5RcEx774roWrqgLCPnkH0d1JJXBM68nMnfv33e1NXppt"
    "yJI0pwzNI/8jpnHMuYlZ4CIYMZM2Vcg3WbM3Yc/iAJfVIh3N72df/w+n+XiY"
)
