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
    "eJztXVtT2zgU/iuavGx3JpuBQCnTfQqUbtlC6JDM9kI7rmKLRBtbSm2FkOny31dHtuO7a5"
    "MLifETjnSOLH+Szk3S4WcD2zpmnLXek7kjOCON1+hng2ELHpKVTVk2mYSqoETgganIx2Gy"
    "gSNsrAtZfotNh8gigzi6TSeCSrbXiE1NEwq5LgkpGwZFU0Z/TIkm+JCIEbFlxc03WUyZQe"
    "6J4/+cjLVbSkwj0mFqwLtVuSbmE1XWs7BpnjPxVlHDKweazs2pxQKOyVyMOFuwUCagdEgY"
    "sbEg8A5hT+EboIve5/qf5XY3IHH7GeIxyC2emiL0zQMtKGtoWveqr/XO+prWKIGSzhkgLL"
    "vqKAiG0IU/Dtqvjo5lreoh/Hj14L4wwMQlV8hcdi4uzrv9xoMiwgK7ZArjAFQL2+MkrKcj"
    "bKdD6tPHQJW9jYPqQ5iHql8QwBrMp03gauF7zSRsKEby59FhDpz/dK5P33WuXxwd/g4v5H"
    "L6u+ui69W0VdXDA0zf23EIaygYYH08w7ahJWp4m2fRJqusthUvwQwPFXDwhdB/f1l/ILaj"
    "0EiueK8qf71PCJ+YxVZ7o8ctMuDGHM1GHI247B9yyB1haMZtw2mhLkfQhyZiHGHDsInjNB"
    "FmBvwW1CKI38qfckbJwWo1YkO3+tZXLIOyF0uq/HnkUnlaARRZKPtHBRbK/lHmQoGqfKlk"
    "cj6eTspAHXBUDu7VyKVmaBbfqe4m0D2hDNvzdHwXLDF4B3Mhe7N7oj8H0pOLqxNo2XKcH6"
    "aH8cl5t3P9+cVl55OC2Zp7VRdX3b98+gl3xNBWDTVOPvfPOuW0QTA8jpRg8nOclBHyON++"
    "vyYmVt+cHBJfzPfcZnZ3cIJSb/09rFVj+nilqcwQljk6Mzxwv9aaV4yggc1nDrGRGGGBqF"
    "RsdMiIgShrIWmXy6fBXNYRNMLOCPQYFQ4SfEzYn6p4ojQ5kra5YibYlCxTOWi2qlaUSYW6"
    "yRf/WtfeNNzGNKktv9WKdxOaIFvxuiOpyXEtpx6ifLWOKKMjwpqZ3E+orNZcwRLF/41ELh"
    "39KFcMfTnWBMzgFjxUaxTedPpnMQADWVJCXESYKujZrsZgT9gycdSTkL/lNpGKRWoUBfy5"
    "7CNmOskxWgLfdMcQz7JZZLGNZwuNFp1r8sEgJhHu/Oz0Tjtv5IR+qoiBlE2pxo+qyLd8QK"
    "4VM3uWCQ3eNHSbwJTQsOpQbTFsZuXnWQwCD8vg7JFXUMgetAtAfdDOhBqqorpM/S2BrU9f"
    "QXBXHwMRVJil0F0wVBDe/fZeETnR3ssWFFAXRRhitkmA++Q+Y7fGp68Evjlw9s8+9SO+g4"
    "9iuuvgk4dQPwVvIgq2zi2LMCHhnLKU0F7mFlmC79e7ZatCf29dU9vdLWvvH746PD44Olxs"
    "mS1K8vbN/C2zUDCajklpXKNMNahxUKOGXNLRBY81Y8ZGOPOcXXiomOg4vzzr9TuXHyLyA9"
    "xgqGlHZIdf+iJu3S0aQR/P++8Q/ERfrrpn8fjEgq7/paH8hKngGuMzDRthTPxivygazzDo"
    "40Y5wriCQfZM8HqMVzPGj9rX8HTNsvsap24zu7uyk/sacXWzLEQXso0q4bPWuIc/n9JCH6"
    "G5lhP9CE/sNQdAYPF6waM6FlLHQrZm6daxkB2OhdSe+gY99dqdrN3JbZnfu+Bq1O7k8xrj"
    "kIVbeP8+YKmEStr07r23v7v03r3Xzo6hXXjnPphlZfftn8S7304ZtWHnXmGV5tn7IOa49Y"
    "uxWq1Pf9NwpoN/iS7clw1dvz3Vy5cVN4stmtrD34ykbOZ4+KGRK4p1iKVWTpmQ10GUDQRR"
    "QpKkBMJRrkcBvWWqaN1TuDZhaxN2K2yr0iZsirRYBazFt+y2TFIUBTYqI7fqWO8lcRw8TD"
    "eC/bp8O9hyqQpea/oIt3IRZQgjm3OrhbpTa0BsYqD9Jmo30QGaUbiLi6hoqkc+FWiIJ457"
    "s4gparhVBL9kW8RuIkbuvJtFusn1cfJK06ZemmrOwxsbahpDK67R7pfBjZi4fV/KiH8uyQ"
    "2WDAVnm+zeqBQHNmDYXJx96/GNXBFL0Qn5iTh8nioB+vhsHPXG25NsvKVeasy2yNPvMu4m"
    "1Gt3LOvtt+ewNQNGTUm/NsRSwZW0dr/WNyOXdcCuvXZ2DO2i7ldolm2V76VgT3O8/PHI8b"
    "rgmwq6XB0kEZLOiqN2jiBdg5jxFvou+OS779R4Lo6XysHEjkCeX9dEe2g2oqak4SpJkkrp"
    "gKmRdLPW+aI6K9M2yKJmjiclR7mEG+VR12eV6rNKz9JYIhLCRx1VCvHVJ5W2bYQfdfElHE"
    "Bd4txHKFq7m+s6/+ILBImWz3mGdzGk9DRnYxRY6dnO8K+uvCwGq1ieM7AUIS/YjCM3sahK"
    "yqli9c1Q3jDoCDzM0YBgVWST9PxlyzaYG8hXh3LCUXw/sl8H8rcwkJ8feq5mNH8Vwef6oE"
    "19W2kXbyvVUcg6CrkV1llzR6KQl1joo2siscxI8BYhyLf7LCDVbJe2oAEYJHDHVKiE7W70"
    "D4wxL2pIbQcNpkJacGBYwkEOsN4AUCQ40jmkd7ewQaQZdyun3QjSuzvczV6rzDsLg4mH8A"
    "zP8zLIb6YDX9lX9nHEHdmACxSikGS3iTgz5+7bkEqojcbSt3ReQ7Wb2N5/6W8OokYL9biy"
    "cH24wcblzM++20SQBf8rg77OoI8TShzfMAYraoBhNEb4LhRwZfAtFi+enFcuajdtaCj4lH"
    "0MfRtk87OKyS6Gp/BxdJ9hc4qwAcsOQNsI5scFID/ORPw4bm3MqDMqg69PX0E7o8hkzp7L"
    "yYP+UmDpKQGfHBdkwVFBdNeSgw+UmVbS0QvzVBDn+vRLHe5fR7h/rSZ8h9hUH6Ua715Vvt"
    "mOA6Kt+d9tdUB0yYAoHMSgaWnXs2V7iKWCor398mUB2S6pMoW7qotKd1hVJRD2yCuI7v5e"
    "IQNlL8dA2UsYKPKNIvWS0d+9q26G0gxY4hqT6gL9h0y6y5e40sAFMCJqMnEeOn70Oab/oI"
    "GTp/7vhA//Azuwcs8="
)
