from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "people" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "lookup" VARCHAR(64) NOT NULL UNIQUE,
    "vault" BLOB NOT NULL
) /* Somebody who holds seven words. No name, no address, and no time of anything. */;
CREATE TABLE IF NOT EXISTS "sessions" (
    "id" VARCHAR(64) NOT NULL PRIMARY KEY,
    "sealed_key" BLOB NOT NULL,
    "expires_on" DATE NOT NULL,
    "person_id" VARCHAR(16) NOT NULL REFERENCES "people" ("id") ON DELETE CASCADE
) /* One browser that is signed in. Keyed by the hash of its token; the person key is sealed under the token. */;
CREATE INDEX IF NOT EXISTS "idx_sessions_person__9bf696" ON "sessions" ("person_id");
CREATE TABLE IF NOT EXISTS "posts" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "tag" VARCHAR(32) NOT NULL,
    "name" VARCHAR(64) NOT NULL,
    "title" VARCHAR(120) NOT NULL,
    "body" TEXT NOT NULL,
    "comment_count" INT NOT NULL,
    "like_count" INT NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "edited_at" TIMESTAMP
);
CREATE INDEX IF NOT EXISTS "idx_posts_created_e07ff4" ON "posts" ("created_at", "id");
CREATE TABLE IF NOT EXISTS "comments" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "tag" VARCHAR(32) NOT NULL,
    "name" VARCHAR(64) NOT NULL,
    "body" TEXT NOT NULL,
    "like_count" INT NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "edited_at" TIMESTAMP,
    "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_comments_post_id_ee1fba" ON "comments" ("post_id", "created_at", "id");
CREATE TABLE IF NOT EXISTS "likes" (
    "id" VARCHAR(16) NOT NULL PRIMARY KEY,
    "subject" VARCHAR(16) NOT NULL,
    "tag" VARCHAR(32) NOT NULL,
    "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_likes_subject_77dadc" UNIQUE ("subject", "tag")
);
CREATE INDEX IF NOT EXISTS "idx_likes_post_id_ba1812" ON "likes" ("post_id");
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
    "topics" VARCHAR(120) NOT NULL,
    "seat_tag" VARCHAR(32) NOT NULL,
    "created_at" TIMESTAMP NOT NULL
) /* Somebody waits. Nothing here is theirs but a seat in the room to come, made beforehand so that they may be away. */;
CREATE INDEX IF NOT EXISTS "idx_match_reque_state_fb794a" ON "match_requests" ("state", "created_at");
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
    "eJztXW1T2zgQ/iuafLneTC4DgVKm9ylQeuUKoUMy1/dxFVskuthSaiuETK///bSyHb+7Np"
    "A0cfUJW6/Os/Lus2tp+dbCrokZZ503xPU4az1H31oMO0RepKvasmQ2i1VAicAjWzWeET6T"
    "V9Bo5AkXm0KW3mDbI7LIIp7p0pmgaobWgDtkxK0lWkw4mnDb8pBHbglDC+5aXgf1OYJnaC"
    "PGEbYsl3heG2Fmwb2gDkH8Rt4uxYSycQemtLgp55R3axl9zujXOTEEHxMxIa6c4+NnWUyZ"
    "Re6IF97OpsYNJbaVgJBaMIAqN8RypspOJ9h9qVrCk48Mk9tzh0WtZ3JqzlbN5Q+D0jFhxM"
    "WCWDFY2dy2A/zDIv9ZZYFw52T1kFZUYJEbPLdBONDbf4KorGUY/auhMTgbGkYrI7iwRwzt"
    "oMjkDIROmfDU73fwnWETNhYTebt/9N2fJ8LBbwUT/tO7Pn3Vu36yf/Q7TMjlyvEXVD+o6a"
    "qq72oILLA/iEI9gtnmfDqf1YE66tE4uI8OK8B9dFgIN1QB3BG8t+pxM+ieUIbdZT6+qy4p"
    "eEdLIZ/mHgCHBRHCkXLZAMQlkJ5cXJ3AyI7nfbUDjE/O+73r908ue+8UzM4yqLq46v8Vtp"
    "9xT4xdNVDr5P3wrCdRB0VyM42tcSgYYXO6wK5lJGoi8XhSg8mf4+VIKOj58vU1sbH6zVmR"
    "hGp+4A+zu8KJSoP3T8HJu7wIz2yV03XSJZjhsfpJMDfMlMYrz2TGsCyxmXHB/dhqXjGCRi"
    "5feMRFYoIFotKw0TEjFqKsg16TpbwaLWUdQRPsTcCOUeEhwaeE/amKZ8qSoylZqs4E27LL"
    "XArNVdWqZdagbnLiH9vajy1/MENay8/a8G7CEhQbXl+ShpRrPfOQ7KdtRB0bEbfM5G5GZb"
    "XhK5Yk/i8kcvnoJ3ul0JeyJkCDO3DRLCm86A3PUgBGuqSGukh0ehyt8ZNBWwdhz3CZNOpZ"
    "yF9yl0jDIi2KAv5cPiNmJikhLZFvumOIF3EWWezixcqiJdeavLCITYS/PnuD094LuaCLOe"
    "Ja+c8bqZtyyY+qKGc+oNeq0Z5iQKtQBdMlsCQMrB5IM4bNvPlljEHgcR2cg+YNVLIH3QpQ"
    "H3QLoYaqpC1Tf2tgG7ZvILiPHwMRVNi10F11aCC8+929Knqiu1esKKAuiTDEbLMAD8mdyA"
    "c4bN8IfEvgHJ69GyZ8hxDFfNchbB5D/RS8iSTYJnccwoSEc85yQnvnrAD0TL8U+tQvXQf6"
    "e+ta2mN4gj+6+4fPDo8Pjg6PZRP1lKuSZyXSOe8PU9DadEpq45rspEFNg5okcllHFzzWgh"
    "Wb6Fnm7MJFw1TH+eXZYNi7fJPQH+AGQ003oTvC0idpdrcaBL09H75CcIs+XPXP0vGJVbvh"
    "h5byE+aCG4wvDGzFMQmLw6JkPMOi95NyouMjCDmg4FrGjyPje33XCGzNQ79rnPrD7O6bnf"
    "2ukTY3D4XoQo7RJHzWGvcI11Ne6CO21kqiH/GFveYACLy8QfBIx0J0LGRrXl0dC9nhWIj2"
    "1DfoqWt3UruT27K+d8HV0O7kryXjGMOt/P0+6tIIk7Tpr/fB990Hf7sPxtkxtCt/uY9W2V"
    "Z9t1fOfp7zGkYBSjzXVbDhcd3Wjy1vPvqXmMKfbOy7prmOrHZaf7LTGpNUVaxjXbS+LYRc"
    "xwU2EBfQbEGzBc0WarCFS+J5eJxPGMK6cs7g+K0qnnJ4C4f0EGUII5dzp4P6c2dEXGKh/T"
    "bqttEBWlA4moeoaKtLPhdojGeef9CAqdZwyADu5FjEbSNGboODBqbNzWn2hMOmJs2lPjBj"
    "Sy1iGKUlxRGVwQb5NBeqRYAKI0S5Ci0nMhSs1e2lP48SGSqmO4FUqgMbddhc2G3r8U2cGM"
    "kxBwMH23YhpGGfJgF60H12tMISbspgHFz2Li6yWOo4/Abj8LlnnIpZY/7Rpt2Eet2kXEfj"
    "77XKdy1SC6Smpu8V69LAN2ntvldIIx/qe10H4+wY2lV9r9gq2yrfS8Ge53iF8ijxuuA3VX"
    "S5ekgiJJ0VT20Tg9PbYsE76Ivgsy+hUxO4OMHJbht7AgV+XRvtocWE2rINVzlT1AlvTK2s"
    "m7XOiXSSlm3QRe0ST0pKuYYbFbTWWxf01oVfkiwRCeG9di7E+umNC9sm4Xvtg48HUB+wyT"
    "sWrd3N97p8HzwEiR6eAgnvYkjp5+yDV2DlJz/CP9oBvxJWtbRHwBQhTdCCIz/PoMrRp2L1"
    "7VgaIXgQuFiiEcGqyCX56YweOmBpIF9tYIhH8cPIvg7kb2Egvzz03Mxo/mMEn/UmBX14YR"
    "cPL+gopI5CbgU7a+9IFPISC3NyTSSWBfmeEg3KeZ8DTQ3Xb1uRAEb5nDEVKn+zH/0DMhZE"
    "DanrodFcSAYHxBI2cgB7A0CR4MjkkO3ZwRaRNO5GLrsJZHv2uJ/MUtE7BwPFQ3iBl2UJpT"
    "fzAJ/YJ/Z2wj05gA8UopBzs404s5f+bEjl10VT6Vt6z6Haz3MdTvqbh6jVQQOuGG4IN3Bc"
    "zsJknG0ESbE/MXjWBTzjjBIvJMbAokYYpDHBt7GAK4Pf4vDquTrlS+1nEYwFn4q38G6Dbv"
    "6lYrIr8VTeyht22JwhbMFrB6BtBPPjCpAfFyJ+nGYbC+pN6uAbtm8gz6iymIvXcnaTtFRY"
    "Zk7Ap8QFWfVoILprSckFxsyo6ejF+zQQZ737RYf71xHuXyuF7xGXmpNc8h5UldN2HDVaZ7"
    "oSHRDdZEAUNmLQvCzMxbo91qWBqr379GkF3S5bFSp3VZfU7vBW1UA4aN5AdPf3KhGUvRKC"
    "spchKHJGQfIyY/w9uOoXGM2oS9piUlOg/5BNd/mgUR64AEbCTGb2Q6e3PqfsHwxwUu/f0z"
    "y+Pfv+P6M844I="
)
