"""The tables of the first release, and the search index."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "secret_check" (
            "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            "fingerprint" VARCHAR(64) NOT NULL
        ) /* One row: a fingerprint of the secret. */;
        CREATE TABLE IF NOT EXISTS "blocks" (
            "id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "pair" VARCHAR(64) NOT NULL,
            "created_at" TIMESTAMP NOT NULL
        ) /* One person has blocked another. The row is found only with both of their ids and the server's secret. */;
        CREATE INDEX IF NOT EXISTS "idx_blocks_pair_30a95f" ON "blocks" ("pair");
        CREATE TABLE IF NOT EXISTS "chats" (
            "id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "last_number" INT NOT NULL,
            "last_retraction" INT NOT NULL,
            "created_at" TIMESTAMP NOT NULL,
            "last_message_at" TIMESTAMP,
            "ended_at" TIMESTAMP,
            "deleted_at" TIMESTAMP
        ) /* A chat. `last_number` is the number of its last message, `last_retraction` that of the last one unsent. */;
        CREATE INDEX IF NOT EXISTS "idx_chats_last_me_b04565" ON "chats" ("last_message_at");
        CREATE TABLE IF NOT EXISTS "messages" (
            "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            "number" INT NOT NULL,
            "seat" SMALLINT NOT NULL,
            "sealed" BLOB,
            "retraction" INT NOT NULL,
            "key" VARCHAR(32) NOT NULL,
            "created_at" TIMESTAMP NOT NULL,
            "chat_id" VARCHAR(16) NOT NULL REFERENCES "chats" ("id") ON DELETE CASCADE,
            CONSTRAINT "uid_messages_chat_id_f60b39" UNIQUE ("chat_id", "number"),
            CONSTRAINT "uid_messages_chat_id_768b60" UNIQUE ("chat_id", "key")
        ) /* A message, numbered 1, 2, 3 within its chat, without gaps. The number is the order, never the clock. */;
        CREATE TABLE IF NOT EXISTS "seats" (
            "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            "number" SMALLINT NOT NULL,
            "tag" VARCHAR(32) NOT NULL,
            "name" VARCHAR(64) NOT NULL,
            "seen" INT NOT NULL,
            "hidden_signals" VARCHAR(24) NOT NULL,
            "sealed_reveal" BLOB,
            "sealed_person" BLOB,
            "sealed_on" DATE,
            "chat_id" VARCHAR(16) NOT NULL REFERENCES "chats" ("id") ON DELETE CASCADE,
            CONSTRAINT "uid_seats_chat_id_5252f1" UNIQUE ("chat_id", "tag"),
            CONSTRAINT "uid_seats_chat_id_bc6b3b" UNIQUE ("chat_id", "number")
        ) /* One of the two people in a chat, under the name they have there. */;
        CREATE TABLE IF NOT EXISTS "posts" (
            "id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "tag" VARCHAR(32) NOT NULL,
            "name" VARCHAR(64) NOT NULL,
            "sealed_writer" BLOB,
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
            "sealed_writer" BLOB,
            "body" TEXT NOT NULL,
            "html" TEXT NOT NULL,
            "like_count" INT NOT NULL,
            "created_at" TIMESTAMP NOT NULL,
            "edited_at" TIMESTAMP,
            "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE,
            CONSTRAINT "uid_comments_post_id_7f95d6" UNIQUE ("post_id", "number")
        ) /* A comment, or the place of one that was deleted although it has replies. */;
        CREATE INDEX IF NOT EXISTS "idx_comments_post_id_0f5ac3" ON "comments" ("post_id", "depth", "number");
        CREATE INDEX IF NOT EXISTS "idx_comments_post_id_e8ccc4" ON "comments" ("post_id", "depth", "like_count", "number");
        CREATE INDEX IF NOT EXISTS "idx_comments_post_id_577074" ON "comments" ("post_id", "root_number", "branch_position");
        CREATE INDEX IF NOT EXISTS "idx_comments_post_id_0c4d5f" ON "comments" ("post_id", "root_number", "path");
        CREATE INDEX IF NOT EXISTS "idx_comments_post_id_51ea21" ON "comments" ("post_id", "tag");
        CREATE INDEX IF NOT EXISTS "idx_comments_parent__5f1653" ON "comments" ("parent_id");
        CREATE TABLE IF NOT EXISTS "search_entries" (
            "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            "subject" VARCHAR(16) NOT NULL UNIQUE,
            "title_length" SMALLINT NOT NULL,
            "stems" TEXT NOT NULL,
            "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
            "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE
        ) /* The blinded stems of one post or comment, for SQLite's FTS5 and PostgreSQL's full-text search. */;
        CREATE INDEX IF NOT EXISTS "idx_search_entr_post_id_1e7af0" ON "search_entries" ("post_id");
        CREATE INDEX IF NOT EXISTS "idx_search_entr_comment_550e90" ON "search_entries" ("comment_id");
        CREATE TABLE IF NOT EXISTS "notifications" (
            "id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "tag" VARCHAR(32) NOT NULL,
            "kind" VARCHAR(12) NOT NULL,
            "subject" VARCHAR(16) NOT NULL,
            "number" INT NOT NULL,
            "sealed_sender" BLOB,
            "created_at" TIMESTAMP NOT NULL,
            "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
            "post_id" VARCHAR(16) REFERENCES "posts" ("id") ON DELETE CASCADE,
            CONSTRAINT "uid_notificatio_kind_a05b72" UNIQUE ("kind", "subject", "number")
        ) /* One thing that happened. */;
        CREATE INDEX IF NOT EXISTS "idx_notificatio_tag_7ebc7f" ON "notifications" ("tag", "created_at");
        CREATE INDEX IF NOT EXISTS "idx_notificatio_post_id_af941b" ON "notifications" ("post_id");
        CREATE INDEX IF NOT EXISTS "idx_notificatio_comment_808b3a" ON "notifications" ("comment_id");
        CREATE INDEX IF NOT EXISTS "idx_notificatio_created_5f34f1" ON "notifications" ("created_at");
        CREATE TABLE IF NOT EXISTS "invitations" (
            "chat_id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "state" VARCHAR(8) NOT NULL,
            "recipient_tag" VARCHAR(32) NOT NULL,
            "sender_tag" VARCHAR(32) NOT NULL,
            "reply_tag" VARCHAR(32) NOT NULL,
            "seat_tag" VARCHAR(32) NOT NULL,
            "sealed_person" BLOB,
            "line" VARCHAR(300) NOT NULL,
            "created_at" TIMESTAMP NOT NULL,
            "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
            "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE,
            CONSTRAINT "uid_invitations_post_id_27edcb" UNIQUE ("post_id", "sender_tag")
        ) /* Somebody invites the writer of a post or comment to talk. The chat's id and their seat's tag are made beforehand. */;
        CREATE INDEX IF NOT EXISTS "idx_invitations_recipie_3689e5" ON "invitations" ("recipient_tag", "state");
        CREATE INDEX IF NOT EXISTS "idx_invitations_comment_50d569" ON "invitations" ("comment_id");
        CREATE INDEX IF NOT EXISTS "idx_invitations_created_acab7b" ON "invitations" ("created_at");
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
            "sealed_person" BLOB,
            "sealed_request" BLOB NOT NULL,
            "created_at" TIMESTAMP NOT NULL
        ) /* Somebody is waiting. The tag of their seat is made beforehand, so that a match works while they are away. */;
        CREATE INDEX IF NOT EXISTS "idx_match_reque_state_fb794a" ON "match_requests" ("state", "created_at");
        CREATE TABLE IF NOT EXISTS "people" (
            "id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "lookup" VARCHAR(64) NOT NULL UNIQUE,
            "vault" BLOB NOT NULL,
            "feed_id" VARCHAR(64) UNIQUE,
            "feed" BLOB
        ) /* Somebody who holds seven words: no name, no address, and no time of anything. */;
        CREATE TABLE IF NOT EXISTS "sessions" (
            "id" VARCHAR(64) NOT NULL PRIMARY KEY,
            "sealed_key" BLOB NOT NULL,
            "expires_on" DATE NOT NULL,
            "person_id" VARCHAR(16) NOT NULL REFERENCES "people" ("id") ON DELETE CASCADE
        ) /* A browser that is signed in. Its id is the hash of its token, under which the person key is sealed. */;
        CREATE INDEX IF NOT EXISTS "idx_sessions_person__9bf696" ON "sessions" ("person_id");
        CREATE TABLE IF NOT EXISTS "aerich" (
            "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            "version" VARCHAR(255) NOT NULL,
            "app" VARCHAR(100) NOT NULL,
            "content" JSON NOT NULL
        );
        -- FTS5 over `search_entries`, kept by triggers, so that an entry also leaves it when its post is deleted.
        CREATE VIRTUAL TABLE IF NOT EXISTS "search_index"
            USING fts5(stems, content='search_entries', content_rowid='id', detail='none', tokenize='ascii');
        CREATE TRIGGER IF NOT EXISTS "search_entries_insert" AFTER INSERT ON "search_entries" BEGIN
            INSERT INTO search_index (rowid, stems) VALUES (new.id, new.stems);
        END;
        CREATE TRIGGER IF NOT EXISTS "search_entries_delete" AFTER DELETE ON "search_entries" BEGIN
            INSERT INTO search_index (search_index, rowid, stems) VALUES ('delete', old.id, old.stems);
        END;
        CREATE TRIGGER IF NOT EXISTS "search_entries_update" AFTER UPDATE OF stems ON "search_entries" BEGIN
            INSERT INTO search_index (search_index, rowid, stems) VALUES ('delete', old.id, old.stems);
            INSERT INTO search_index (rowid, stems) VALUES (new.id, new.stems);
        END;
    """


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TRIGGER IF EXISTS "search_entries_update";
        DROP TRIGGER IF EXISTS "search_entries_delete";
        DROP TRIGGER IF EXISTS "search_entries_insert";
        DROP TABLE IF EXISTS "search_index";
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
    "kKbZxTwZuEV9kFnbULUqsosltUnOsM9gYm3N8N1Hw3P98MIKyzqKN8aobbPMM6M1k9xR3n"
    "VLPctlmu4M9txcFXzm5aGC59zrc/f2QmzbGEAlftvRzmeHfrbasvmLFF4zLfzXwCRHeM7s"
    "xqPAQ+O40JBPKUFRaIyFpBZCAq2GWCA6HbLZ0qppOzPhn0ybkIVBuWcNDRk++LBr7yyIza"
    "roxu+26879RzR2cODMQeoA0bNAxGZ0UG9vPQjLDAJxE56QnREz4kTMe2bcE2Mi5Q92TwWz"
    "kUfKI7lR8UqBwPOEQooPX4xhV41QPsgKdLgNY/xY5habKMRX9pWNTZ5GLp8yTQnGw8qaM7"
    "Yytevru9jJmJvw4/Xl7fDD/+8fz98PfvYrbiu9ubfwX0URPw8o/R1TABe61YlgpjFesF3O"
    "lSaOYHuX3yDp4cng9KxLnPB7lxbuxSEcJvxNOMTTPYjONqR0URlg6upGZOjFLOfBzxNNxv"
    "ucOMmfUzkzvwNbwhtTRW4JAGx6tHhnaeQwrNDl2HDkpUyuDLy+CVkMvh3Zvhj1e9rwc67h"
    "ZxgOzE0kePu8M4RLlUMP+oGPOhbMZtkxFwKanvUK5g+qSniC+Cf2zInD6IvxyWneX11AEL"
    "PVGPzuJuaOCaKk+0hZ5ose/UTXe0Ce8JpbzCXumTd3CfbN7iFP9XwDag7yC4zScCuoxVcT"
    "wDcuVyJhXA3NB1Zo1dMNbgO1SR1zTn/iS319uL3A7KyO0gX24HGXKLkaexTPquE7SKsKrY"
    "Vc3YlY+kzLSvNQlbVjUJT5uErAnAeEwh/JnQx0IxnZoCjKwkw1kqzqHiHCrOUSGtny+XzM"
    "rJ7Pf7+sXJ/ZKqfH6/pO8TLsMQtkk1EbPANHmRO7+mLvHTmAg18UB9NseLYXhtzWG2aTA3"
    "M4G/sYEzAyCouAviHZLAn2Kd2bD6+vFz+6x+01gwEJ6VlTrlj1A7nEezyCcOLKX5GAgMge"
    "oj5DaFRyVpwiiOTR3ADFvVFYMDXzFQ2QTNunBC8CsIbkDfQSugeYct1GBV4o0hU5fktYlw"
    "Y0Jll00bSCj6DoHamBJIbpbl0c3gVGGyHHhd478ZMd3HoA24FKzprSuwyirtXxGmzsUcm7"
    "K/UiBXPY9IsHUO6OYPJdRhmjpMO0a59aOqsoRNrXj4llXFw2vGwydcz0j+HLEvebaFT98J"
    "CS9KQbz6fRTDO5DkbLgD8ojkv8EZSJx6esuM07d8sAN6BXYNsOOxv5Kmc5xJWc6q4sE3mc"
    "/MdKPeLMcY1e3oNs9x5LiitG+2ZenElrTns9zgiOupZ7kf/HGODO2yZ7kRKat6lhut4QEv"
    "8+Qb/VcwyuZo1VTxdX6Le8bU0AQET8XpJjJWR+EyrAfDawSs63CkjkKFRvRTQXoHY3QInp"
    "0mmUgtlZViEuqv4us0jjYfRxTm42kmWHlhYiLIOnE9tnSDPBDU3ZggEiaLTOHD3S/vwCp8"
    "5pK3o7uXorbxB2nLQAe0TuHrfI+li4l8lXTyye4fV6rQsb8vyes58onVMzvUXZwn3sVxV5"
    "P/MK1SrfgIi0qcefTgxjM8kwUPSKFcnIKQ5O1MBKWRmhGouqrE/0KGTnhb+w4ARlR0BV0R"
    "56oFfMuMkp0f9KpAggoktMHK7lcNJGRoiyZgjSR2H5emKJ1tH9ORrUq4j0UislyiZKiiwD"
    "NKRUjKFRzAmnUzmRE/h9FBAvTsQgJZhPgLL58XMP+iOv59D/PmN/fAfi/davnnNhghP1NN"
    "YzZI2X2PPKcW2XZ/h97RfVAH8L53Qj77xnBYfd/Q/YoG99Y2xX9K1vhaQIJP1ftB0YPtyD"
    "iw3yhK++d4UZ96+GWwM2KE5+b4+7kpkbOiWGZ9yvMSnyPEKsf+sDn2KhVpZ6lIwTIqi21A"
    "30Fwz8qAe5YP7lkK3DbEFNoFceNewlFcvzmWNAw//83FivP1Uue2rCp1rmbqnMqFqTMbR5"
    "cnocJInQ0jfQMItyeK1DKwVRDpwMC2OIgkJDoreBSIekHQCOWlXLAoH9Eyp9FxGyIIhmCZ"
    "6weWaIwnNQetHrcNLRFtyerOHDLsTY+tYjAqBtOKDVRdB1PXwZRPW82nFfkbldRHwNBBGT"
    "8bnJYKNJ4WRBpPk2I+Z1THV6iAcYSliyhflEL5ogDlixTKoX1SWo4Dhg4iXEqMC6Q4LcRg"
    "Y1sVhTjC0kGIz05LCfFpgRCfplBWd3PV3dxugs2+aMyxM+Ik+XhHWBTkNSBXyacHST6teg"
    "E9xacOP5OHn+L31CsfJye4FKwpWFW9BFUvoSUa+djOiGMx8iqzHGNUk9zqSVZFMbo5x6kj"
    "8jL1BaJl2ROB6irXnMuf8rZ0ZRffBN9vFYajhEiVYTiGMgxHKVp7rMNwNPjsNG8kIlJZ2S"
    "NxiSvIIUkI+ePXju74kmH0V97PYfJijzwOxUs6NFkogXiceNRcnJCRf3/nmYsXgbBYArAa"
    "DtZGwDaPzgh1GFlSnZEJm3KHzYEofZ9p72+AF6WQVSYyE4s9wL8mo47lyitVRvCDJJppWE"
    "x/LWpDwNBL7DFcwm1mEXBcDRMagI5uXPEgDgOdkGH0FpUckN5bE5NrC7JgzHbJ1OFLwekw"
    "zbAN/E7ixlbwwPueJEEgXI86BVekgkw8+V3G4tdDUgk/4WPGfsoGDOqxJ9yJasOPOX1TmT"
    "lywirAHTLssQo2LoveXgB/VQLvV7lwv0qelqXWR1mUU4ydCHjvOhcqoquqSHSMSwFdAmhx"
    "A7i6TEeYFMyl5JlW1hxRHgVyOZDVT6AeOscPrdMqUh7Qd1HCS6XtnBek7Zyn03bUmU8daT"
    "+KULG6F/jYiurEvcC2LZtuXwxsG9rqZuCBgW3xzUARDs+K7QZx8oKobhiOb/Zm4KdoKZLs"
    "0GEzlWvVXb3mI4Kq7szOq9mq65C78uaVBaws4COGWFnAygJuKbAttoDfU0+bf2QAZ06NjB"
    "hBsUW8RNKxI2krpzq4ZE0ND+CWOQSYKCALkvrJA0iRyBroE5f7h/lEPJysubOAgeaGifVY"
    "2UakANA13RSlOOz4yZjacGuZG3/EB5RBsrD4Gsm5y4iPmExk6MNTNLqCZvgIkuWBXLlhXV"
    "aRVXFC7jixuKw3CyQWGJBAsubBSPiDGveW+EUNEV/vE/bAMANCEGncNpgbVHtFY3ZCXXZC"
    "fsOvI17d5Hwh8ivgi8tAPVmJtAxkWABBpFIsZn6AfLPSv7sRnoKrrIZW+jDHkNXgr9feXj"
    "BvOrGBVyvJENB30PArI8z5spwyrNWZrzrzbdcp2K7OfH0kna1ZVnkWIrw1p6Ftkn+AeVBn"
    "w3Vm4yjOhitcI9qpg/ZBasvM8oWhIi0qYMi4LQ2ICs4Y+CVkzuH9wPxHzwGcG92FdwO3A9"
    "6hj38AfIAwuCuY4g2fUUxFari1EY5JgcPV1OiPexvqQOSwzgQ6kiu7CtRbjs7B3XyNPRFK"
    "qLb7hyxq06+76U8Z7NvVFEiEpZETkk5LNYJVTagDDuVPVBDpWvekXdiUG7iseSeHOV59s+"
    "ebiAFeWVZgBMvCn4XeTtzjhuCQTBy+dkXEV8a/XWNmMZ0Y1gm59sTVPv/3xubUnaNlhlfn"
    "PL5gVt+PFa/nhjYXJNLhF4HjMKCcNg/39MxSPw0tmFVKzd6Uf0E4WkYrYB5rRTl8PmXs1D"
    "V22BfbgO5xVqwPIxzZ6Me5iqIb3ZoFjFYksz1CXVJBXcSYOhiW3n3GR054ukbORzjSkSFe"
    "OusjKmutyk0YMge280yjx+8qtnnolmiXP95RyUTILb2XudYzSu75U9heA6GRknv5BsEDiK"
    "uRtbTztWmEpYO6dPDyZQllClT5BcGxL75r4aqqgLBP3kF0d1IJHNN6MnPn/n13e5OXZhuy"
    "JM0pQ/PI/4hpHHNuYha4CEbMpE0V8k3W7E3YszjAZbVIR/P72df/A0RreUY="
)
