"""Reports, what moderators decide about them, and texts that are hidden."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "posts" ADD COLUMN "hidden" VARCHAR(20) NOT NULL DEFAULT '';
        ALTER TABLE "comments" ADD COLUMN "hidden" VARCHAR(20) NOT NULL DEFAULT '';
        CREATE TABLE IF NOT EXISTS "decisions" (
            "number" INT NOT NULL PRIMARY KEY,
            "day" DATE NOT NULL,
            "kind" VARCHAR(8) NOT NULL,
            "rule" VARCHAR(20) NOT NULL,
            "action" VARCHAR(16) NOT NULL,
            "about" INT,
            "digest" VARCHAR(64) NOT NULL
        );
        COMMENT ON TABLE "decisions" IS 'One line of the public log, which only grows: each holds the digest of the one before it.';
        CREATE TABLE IF NOT EXISTS "moderators" (
            "tag" VARCHAR(32) NOT NULL PRIMARY KEY,
            "call_sign" VARCHAR(40) NOT NULL UNIQUE,
            "since" DATE NOT NULL
        );
        COMMENT ON TABLE "moderators" IS 'Somebody who moderates: a tag that only they can compute, and the call sign by which colleagues know them.';
        CREATE TABLE IF NOT EXISTS "moderator_invitations" (
            "id" VARCHAR(64) NOT NULL PRIMARY KEY,
            "expires_at" TIMESTAMPTZ NOT NULL
        );
        COMMENT ON TABLE "moderator_invitations" IS 'A one-time address that makes a moderator of whoever opens it. Its id is the digest of its token.';
        CREATE TABLE IF NOT EXISTS "sanctions" (
            "id" VARCHAR(64) NOT NULL PRIMARY KEY,
            "sealed" BYTEA NOT NULL
        );
        CREATE TABLE IF NOT EXISTS "cases" (
            "id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "kind" VARCHAR(8) NOT NULL,
            "subject" VARCHAR(16) NOT NULL,
            "sealed" BYTEA,
            "state" VARCHAR(8) NOT NULL,
            "is_hidden" BOOL NOT NULL,
            "report_count" INT NOT NULL,
            "action" VARCHAR(16) NOT NULL,
            "decision" INT,
            "appeal_digest" VARCHAR(64) NOT NULL,
            "opened_on" DATE NOT NULL,
            "closed_on" DATE
        );
        CREATE INDEX IF NOT EXISTS "idx_cases_subject_0d9e84" ON "cases" ("subject");
        CREATE INDEX IF NOT EXISTS "idx_cases_state_a3aa45" ON "cases" ("state", "opened_on");
        CREATE INDEX IF NOT EXISTS "idx_cases_appeal__28661d" ON "cases" ("appeal_digest");
        COMMENT ON TABLE "cases" IS 'Something that was reported, once or several times, and what a moderator has decided about it.';
        CREATE TABLE IF NOT EXISTS "hidden_texts" (
            "subject" VARCHAR(16) NOT NULL PRIMARY KEY,
            "content" TEXT NOT NULL,
            "rule" VARCHAR(20) NOT NULL,
            "words" TEXT NOT NULL,
            "appeal" VARCHAR(64) NOT NULL,
            "comment_id" VARCHAR(16) REFERENCES "comments" ("id") ON DELETE CASCADE,
            "post_id" VARCHAR(16) NOT NULL REFERENCES "posts" ("id") ON DELETE CASCADE
        );
        CREATE INDEX IF NOT EXISTS "idx_hidden_text_post_id_c52622" ON "hidden_texts" ("post_id");
        CREATE INDEX IF NOT EXISTS "idx_hidden_text_comment_9ec322" ON "hidden_texts" ("comment_id");
        COMMENT ON TABLE "hidden_texts" IS 'What a hidden post or comment said, and why nobody but its writer reads it. It is deleted together with it.';
        CREATE TABLE IF NOT EXISTS "reports" (
            "id" VARCHAR(16) NOT NULL PRIMARY KEY,
            "case_id" VARCHAR(16) NOT NULL REFERENCES "cases" ("id") ON DELETE CASCADE
        );
        CREATE INDEX IF NOT EXISTS "idx_reports_case_id_e94b11" ON "reports" ("case_id");
        COMMENT ON TABLE "reports" IS 'One report. Its id is a tag that only the person who sent it can compute. A visitor''s is that of a receipt.';
    """


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE IF EXISTS "reports";
        DROP TABLE IF EXISTS "hidden_texts";
        DROP TABLE IF EXISTS "cases";
        DROP TABLE IF EXISTS "sanctions";
        DROP TABLE IF EXISTS "moderator_invitations";
        DROP TABLE IF EXISTS "moderators";
        DROP TABLE IF EXISTS "decisions";
        ALTER TABLE "posts" DROP COLUMN "hidden";
        ALTER TABLE "comments" DROP COLUMN "hidden";
    """


MODELS_STATE = (
    "eJztXW1z2zYS/isYfWk7o3psx3Ez+Wan7tV3iZ2Lfdfe1R0FImGJJ4pQCcqKrpf/fliA7w"
    "RpQqIkksaXNiKxIP0AXOw+uwv8OcC+hT3qHd0RyyfBuymxZoO36M+Bh+eE/0N5f8gvLxap"
    "u3AlwGNXSDDRcmTFTccs8LEV8HuP2GWEX7IJs3xnEThclEvcegT5dPUWYfToeBPiL3zHCx"
    "B9RMGUINnfEXRlU4v3xZtoSS09548lGQV0Qvgdn8v+9ju/7Hg2+UJY9HMxGz06xLUzf71j"
    "Qwfi+ihYL8S1uzl23Wsv+Em0hrcajyzqLudeIrFYB1PqxSL8veDqhHjExwGBZwT+EpDwlq"
    "4bAheBI183aSLfMyVjk0e8dAFPkJYvkFwbjEY3t/eju6v70WhQwDqSSAEZXrKoB+PEX5UJ"
    "CCbwCt+/Ov3h/A2/K94QfvzwVT4wwUQ2F8h8uHj//vrmfvBVNMIBls0ExgmoqdEqovtuin"
    "01sjmxHMT83fMQR4BWYRxdSEBO5ug+UJ7jLyOXeJNgyn+en1WA+8+LT+9+vvj07fnZd/BA"
    "yj8p+b3dhHdOxa2vX2EyP85SyMOFMbZmK+zbo8IdekrL2hZvzU/n+SvYwxMBHPyF8P6xxn"
    "AColYlcOMZHRI1qas7StWD0QAt1ABwY4wZGanQLdcAObEeaoDT4xoa4PS4VAPALYA+gZoR"
    "4o2wQtH+yDEKnDlRQ50Sy8Fsh3JH0T86CHoFyPfXH67u7i8+fITu54z94QqwLu6v4M6puL"
    "rOXf32PDcgcSfol+v7nxH8RP++vbkScFIWTHzxxKTd/b8HQnUuAzry6GqE7TQm0eXoUmaA"
    "p3TpM67aRivsKIa5WlcVhJ9XW00N73Fb1VYCbUC+BKMn4jNHLk919VRebn+KajDYi5o6q6"
    "OmzsrV1NlxmwyVS5eWOD3yTrWpMoY2rL6xsuDzgnpoihkSosRGvE8wS47Q/VTYLMhh6JEu"
    "PRtRz12jlRNM0Zg3CX0bx0eOzbiUHXo6Pp9r37BKR2nnT33wHjwBF3+oaLDyuQ3nC+EVRf"
    "BJMDTHM8LEb4naWyReYeUwgpwArejStZFPngh2eR+YO3PJq698GhDxQjVNut8GC+z4g9+1"
    "TLvyj7pJm+Owdl3mUz45r/Epn+QXuORThlvVxp4YBQ2go/Y9NO+acfDSSxT/9gCMDSy8rK"
    "Qx8lpn5LVleeRfaqBcHcWN6sXR4k1qro0XCBofoc8uZsHIW87HxP8MaxIsJvInLCYOX0ag"
    "BZoTxvgbD0MBvgZB/7yzz+HSIXlA0RaWkaXHiKdYHff43Dprlug0fAZ8m2b5OvDylZoWRb"
    "xLHaucVG/cqtOTsx/O3rw6P4t9q/hKlYNV9K1yH48utFlJA68SXkZUZkE1I5AR3AjXUBm0"
    "xQxokA/gsLhgMY3pUoHrpeNhf11Gp2Ulc8CO1wFh3YO2AsHL97eXGeOKa9zL65uLT//69s"
    "PFr99lLKz3tzd/idqnDafLf91fXRh796XYuwX1lbKCNMdaId7AgHfn6+vceBMO4SYfdVrO"
    "jHCbR9gmLtlMcWclzSi3bZQ1eIpkOoTKmSnMqFDyp799Ii4usfAjCuKD7Ka7q3VyNZyYeY"
    "Mz2Baiu9CW7ws+O+W6ovmkortSc62C8UpP7DqkV0wnSbKA2OhkiE6H6JUIwDieIJ6AoRqK"
    "C9x/QBO8YDJqE9JTIVlFfZv4vCPyxK/BBQuCLCrGaz8PVdBdvwlGcCCmnuBG+HAk12ZkLf"
    "muTRNzXkpOzpY0QTnZpc1zHYLiaj2+WQWuy8BsRb60FNDm2JdNeBfDuGzBuGzE0Rp6tlov"
    "wEpXQLM8eBM272FE/NVpjfjNq9PS+A3cMgzhC/E0M8PMbUbN9OGUSA+/pGYioQVnPot4Ee"
    "6fqE+cifc3Ilfga/6G2LNIhUMapQ10DO0yh5Rf9vEqdlDSs4z/8ZK8EvPy4u7dxY9Xg6+H"
    "KscgJWkcEUFQWdJVO40Dkg3DFAjI81sQunAJ4i4lDh3KJR8+6SnCi8A/1miKn8S/fKLOXt"
    "y2w0pPNMCTrBsauabGE22hJ1rtO/XTHW0kl53Pco21Mmzew3WyeYtT/F8D26h9D8FtPsEV"
    "CpE01GvU3LiceQUwdWybeCPGjTX+N+jM16Jk7wpaTuvM29PyeXuqmLci40cWM2xCWqVEDX"
    "e1IXcVIikrSDYahETUDMJ2g6AaAOBjKuFXQp+hYno1BMCs5Oksw3MYnsPwHBrlKnQ+J15J"
    "xUp4b1hdtCJb1a9bke2HiEoaYuFiS3AWUP4hakJWmKEwjQlhFwLqkykUPEI5pk8WrkOYsj"
    "ClsY6VBAgo7gq+QzYIh9gmC/71DbNxe9V915kRPnmWXiHKn2rtU5qujhj7/FOajngDR6D6"
    "TPMF5o/Kt4lZnAX2OWZw1ZTOHLh0xmQTNOvCiYmvMXGj9j20App32GINpsM3xkJ9mq9N0I"
    "05lV03bSCn6HsEamNKIL9Y1kdXIWloshJ4mfNfBaf7HLSRlIG1uHRFVpnW+pUS6h3n2JT9"
    "VQBZNx6RE+sd0M0HJUwwzQTTujhvQ1ZVbs20ER+eiBo+fEM+fExtRfLnPflSZluE7Xsxw6"
    "tSEK9+vc/gHc1kNdxR89TMfwcjkIt6BnNF9K0c7Ki9AXsDsLPcX03TOStkLGd13F5nSUwk"
    "emfKNb8/rkkX30h9dC1dnNjOZqOcETTF520e41Q0qLbrm4j0YsXfc6g8iiBuGyr/GPbTMb"
    "TrhspTs0w3VJ7eIoW/zNYbJlzxXtadVVPVuyV4NHAeHUtAsC1ON6m+egqX4z05QSNgXcc9"
    "9RQq8FG2Bek976On8IQJwmKP7y1R+ll0Bf55j7Daab6T1OiqbKdY11dXdvnWdJRaXJ7PeI"
    "JNQMYugGwjFpA5i1KSYJ2DXKU4b+mR/7j7+3tuQX/D0E/3d6/F9vEfpd3Hb/Crj/zP+R5m"
    "DpKvUsyD2v3jau0lH67hslJMPlE/yciUhW1ZFsaW4/8QS+vcsJSIyeF6NoYYOIFLogcUUK"
    "7OhsnL9obMa2T7ElBdOlR0LNALz3TfXHRKRWvoiqzURsC3zCjZec6BIV0M6dIGK3uoS7oo"
    "tEUTsKZqDLqlKWoXfmR0ZKtqPzKsjcolytM6FZ5RgU2qt/cFbJ84kcUZU947nwG2ek8LVU"
    "M4ROvzjI+/OIDkYQAlHOsHLv4gKQj5z4S4eRiA//MwwJZFFnye8d/fYg8lDb47Qp9D+zc+"
    "08Sxo/00kvqSR7TiL/Lg8SbwIHsYNUm6gidFcuLAlBuyijaSZAj7BHEEyVvRETxq6fkE29"
    "wnc1264o6XT+fhMWIywbeiMAUQgJspy720RiXMrUoF4zKVIQV3TfxONTY1IoetETGpdDtL"
    "pYs+o7rYRu17CO5JHXBPysE9KYDbBiKiXRA37lp0onysK2lEYf4mgxMTNkv9TERN6qc5vc"
    "YkolTsTWm4p75yTy8A4fZQTy0D2zBPBwa2xcyTmNEqxima6hVME8yXegxTOaJ1QthZGyIi"
    "Q2Cb9ieSu5hNyo+uBnThWDm2RXVb2WV8t9i34WAMB9OKBdSUM5pyRuPT6vm0IulDS31EAj"
    "2c4ye1CpROKiqUToolSlOCbXgFDYxTIn1E+bwWyucVKJ8XUI7tk9rzOBLoIcLN19lxG9vT"
    "nMQpkR5CfHJcaxIfV0zi4wLKprbc1Jb3E2zyxSL+QsGTlOOdEjGQb5FCqVvRX5Az0bh8NE"
    "4cUK8d38xJGVgLsJoNKMwGFB0zjE1MeKMFr2sx4QwnrjPKGUEzyK0eZLPLSD/HuBASr7Nh"
    "Q/oYgRwxrVMRXT+q29Ivu7p2fL/bWnQSIrOvRRf2tejk1NrjxhadxOdQO1t0BqydJtWkvj"
    "9Vak3286xIsMlphOcLue7onAA1LsufiKybkrFiqIHC+a0nUEBRgN3ZEboPy6O+YVBnBdtP"
    "yJonOEGZXwvwRJRKzbFN0Jg8Up9MeaNihdje3wBKz0BUZnkjjzzx/7oE+x6TRWpOdNqQ5T"
    "oesd+K3TZ413O44zBEF8RDSy9wXH6Bt8NrWRVGeUdH6CJdlSY7xA/e2KXWDM0IWYQFYiDp"
    "E8tZOPA3iRq46IEPg7iGDLEA+8HzBxvJv2UkjgYqZEPFjxmF+Sy804BsUTDWhpPaXlTakh"
    "wwDbhjgT3SUvBZ7IeaelMD7zelcL/J81KF76MuygXBXgRfdp0oltJVOjM6I2WArgG0qKnW"
    "n9MpIQNzrfmMtTVHWsaAXA9kc77xoRMgwTrVmeVR+z7O8Fo5Ta8qcppeFXOaTIBsk9neCV"
    "7dFE0+90X1omiybZ9Nv6sm24a2KZs8MLAtLpsUsQMVtxsFFSpY3Th20WzZ5G/pfVrU1GEz"
    "ewGbQsbmGUGzKc/O9wc2taK78uaNBWws4A5DbCxgYwG3FNgWW8AfcGBNPxEOZ8kGIpkG1R"
    "bxHJqOfNlWO9WBoRV2Ag63zCGARAG532uYPAAtclkDQ8RoGMxH4uFoRf0Z72jquLDDLVmL"
    "FAC8wuuqFIcdPxlSG249dx32+ARzEM082JV2NaWMoBAxmcgw5E+x8JJf5j/5zAr4vGLxtr"
    "ciq+II3VHkUbmDL2/icQOSN1nRqCc4ouTBE2eUCH59iMgTgQwI0ciiC4ewaDNdMGbHmJEj"
    "9Av8OeLVXUpnIr+C/+GSqEdLkZYBAjPeILURL2R+8PlNap9kEkfBTVZDK32YLmQ1hN/rYC"
    "+YN53YQPX2q4ja99DwqzOZy+dywbA2MV8T821XFGxXMd8QST8xy7RHISW74TC0beYfYBxM"
    "bHiT0ehEbFij5mqnDtqPxHJYWQp6fLPaMbPDZhrniECWSGTmL5Zj17G4VzAZgoPDnR0K7s"
    "zE5y7MW0QwvzCl/I+R/oQzAV8mFAUfRHpN3J1RH0SykyeBz3UdIMCLcVcJQQXFEP4hFx+R"
    "l85/zakN3xT1a3ovpW7KwfeK7/WpizZW7CoE+lWNbdi8Sqn2S6GCkjSHb+zLf1tq+m/L3v"
    "pvze9GAbsNqNyKcngTiR4C3HzwCY/pUmd3mrj9RstUyzy1premkRaIzmxNJHo4W5vZYbct"
    "hveHyDYcKMMi8d1q0zu2MHXjIatpbJ4SbvtiEZYQEQcaxhLWiD8OuPfFMuA9haWW/KLrIu"
    "ZMPDReh0Y0n38uwRPu74u4gyibrAiI7OXRWxjbh8wBaVEsoClur9zuhvEcwXhqhV/SQr0D"
    "/ayOyXNWbvKcFUwe5oTR8bruTSzw4hyc1i0Nz+wQoGpXc7kYaW8acAEUyPcwARC2bZ+wsH"
    "B+jmdwQGrCdcjjVqmosIfyYAaECboORMG+k+dWoCQ+oDPiFReMvTxxi3XCZL02ZpRVrRLk"
    "y8Lhg7/JtmMZSUOCGxK87HgjGTJU6diPcTSx6ogjQheShdG0wCXbzET6zIr6NjeHPSpoZc"
    "Emh2pvGPHJQhfC/ijeWmTnPGNkN9G70Y/toFjK9SNkUy0XOlAnEr2Du/lTeEQ+nV4IPBYx"
    "ke/hhpHvR0Jszby8lEgjZQK9ntUAlt6kjiRMUo3GlNYwcNLZNyyOpufGR2dHvjvZTXf1zZ"
    "6347vDnlXqasc3qw1BFjbb/XmXxuo6rFcq09z0VGgiYwyDHWnR3WqIUKMqFUSibav0Q0q1"
    "16HcxpCZJAojZJkI8N7ERo6Xp7emmE0z5NYwLKmQYRKR/CRTk6C+Iq67UJFue3lmnUoOKW"
    "wqz1uj7UZ8HDfReJGc0Xo6Wi97PJhkMlW5K+WRnKzUiwvnZIqiY12ioS4yQj1MqNh9YXRJ"
    "FccGpdFxTx1DvHZxdHqutaqE958AyIVtO6XOUbZFtQUkuDGICzgasUfI47am2JsIfpqFHP"
    "c3TBa7DgtFpI4PJoc6H3zDfoxH1vZsEuORvTyP7B1mRKmSxI1qTWTxJhpZc7IcXjhFcFCA"
    "TxbU59NiiChfueCoAoiz+dgVYbQwqLYKK/jjRIWpPGLAsbmWEamvyrKV3T+uViF9uHXU77"
    "ANWFyFDfkV3KLnuIjrHF/+CY3CvFPjpx04FmjKMnZVlmH2Xtt57cBBFvCXGZfKwN6FHTk6"
    "e86Iw0ZlJwxfUuoS7JUsgWm5/NzmgrtCOr6y58l9e/s+M7kvr/NHuP/jw+UV1ygCet7Ikd"
    "5xsWpGmkra52TnxcxJ2Xlgu1E8t6eTsptf/uxUsX3NOZsWMQV0ihmb8U50Jm5esHfzt/mU"
    "osQzLABdHqLICL3oCIXlUqYNX0ZoS/hapgsaLdfJWwfb5lZ9Er10d07uObUqdTisiqzLnh"
    "1bQdnlz6t9nrn7RVJiUrBwqijDjh1RZ2vkUZE5PxY0GYuOI/UJtqOCIkhikIEZG0XcGVo5"
    "wVRJ4+352bVSKrS39m8D7/GiKDzYk1W58TF8HyWrQCLSC6Kpqqzp6tf7jJ8YQavmQKLmqa"
    "F4B7SI2XJlb1uuiMIjndkcC/TA5t73TJZ+i76n0xO4d+3imCMszBEWHYa4KlPLHGFRK0vL"
    "HGHx4o6wCH19leOa0AAVTmuKcaiX6SYF0tn2ii2SotR6qPNm4E/CcQ7JpklH6AI9OcwJqA"
    "9nOoQ7Z0BxN+/eIvyB6uy4PT67jr8KOTqmAKANXmk4EDpmTyJiVmT9FdkKM9i2XjrCfjqG"
    "du2FI5llrVo1LojvWFPlqhHeql41cNKoNWWkpXFI5VeuiECGA9herbrjjaaf+LqpGUJPif"
    "RQi56+fl2Hb3r9upxwgnsFEkSTAekpuifHddg83qp8lTou8Hml/PRf725vdPlp27EC9D/k"
    "Ol32GlXgAhjV7F6eyBtmM/Wgg8tDZ9p//T9PzMa2"
)
