"""Changes of a vault, each in a row of its own, until they are folded into it."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "vault_additions" (
            "id" VARCHAR(32) NOT NULL PRIMARY KEY,
            "sealed" BYTEA NOT NULL
        );
        COMMENT ON TABLE "vault_additions" IS 'One change of somebody''s vault, sealed under their key.';
    """


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE IF EXISTS "vault_additions";
    """


MODELS_STATE = (
    "eJztXW1z2zYS/isYfUk6o3ps2XUz+SanztV3iZ2LNX2LOwpEwhJOFKkSlBVdL//9dgGS4r"
    "tJmpIpBl/aCMSC9IPlYvfBLvh3j7oGtR376JYZLvPezJgx770mf/dsumDwj8zrfWheLiNX"
    "scWjE0tKCNlzbIRdJ8JzqeHBtXtqCQZNJhOGy5ceB1GQuLEZcZ31a0LJPbenzF263PaIc0"
    "+8GSNqvCMcynQMGAu6VJJa2fyvFRt7zpTBFRdkP/0Jzdw22Rcmgp/L+fieM8uM/fXcxAFk"
    "+9jbLGXb7YJa1pXtvZW98akmY8OxVgt7K7HceDPHDkXgubB1ymzmUo/hPTx3hUjYK8vygQ"
    "vAUY+77aKeMyJjsnu6shBPlFYPsG3rjcfXN6Px7eVoPO6lsA4kIkD6TYZj4zzBowoJwRQf"
    "4fvTwY/nr+CqfEL88eNXdcMtJqq7ROb98N27q+tR76vsRD2qukmMt6BGZiuN7psZdbORTY"
    "glIIZnT0IcAFqEcdCwBXmro/tAeUG/jC1mT70Z/Dw/KwD3l+HHNz8PP748P/sOb+jAK6Xe"
    "t2v/ykBe+voVlfl+HkEeGybUmK+pa45TV5yBk9c3fWkxWCRbqE2nEjj8C/H5Q4vBPZZtSv"
    "DCIzYk6FLWduSaB20BWmgB8MKECjbOQjffAiTEOmgBBsclLMDgONcC4CWEfgu1YMwe0wxD"
    "+xNg5PEFy4Y6IpaA2fTljoJ/HCDoBSCPrt5f3o6G7z/g8Ash/rIkWMPRJV4ZyNZNovXleW"
    "JCwkHIr1ejnwn+JH/cXF9KOB3hTV15x22/0R89aTpXnjO2nfWYmlFMguagKTbBM2flCjBt"
    "4zXlGdNcbKtSwo+braam97itZmsLrce+eOMH5gqulqeydioptz9D1evtxUydlTFTZ/lm6u"
    "y4TY7KheXkBD3qSrGrMsE+oryzsgS9cGwyo4JIUWYSGBPdkiMymkmfhXBB7p2VbRLHtjZk"
    "zb0ZmUAXP7bhLuGmACnTj3Rc0LUXojBQ2vld7+w7W8IFN5Ud1i74cK4UXjsEXwlBFnTOhP"
    "ytUHtN5COsuWCEe2TtrCyTuOyBUQvGoBDMbR997Toekw9U0qX71FtS7vb+rOTa5b/UTfoc"
    "z+vXxV7lk/MSr/JJcoHbvsp4qdjZk7NQAeigfwfdu2YCvOgSBe8eglHDw4tLaievdU5eW5"
    "ZHeFO9zNVRXiheHA3oUnJtHBLsfEQ+W1R4Y3u1mDD3M65JuJion7iYcFhGsAdZMCHgifu+"
    "AKxBOD4M9tlfOhQPKPviMrKyBbMzVsc93rfMmiUH9e+B76Zevp55+YqoRRrv3MAqIdWZsG"
    "pwcvbj2avT87MwtgpbigKsdGyVeHmqQhuX1PBmwitYlltQzAjEBGvh6huDtrgBDfIBAIuF"
    "HtPEWWXgesFt6m7y6LS4ZALYycZj4vCgLUDw4t3NRcy5Aot7cXU9/Pj7y/fD376LeVjvbq"
    "7/EfSPOk4Xv48uh9rf/Vb83ZT5inhBFec6Q7yBCT+ct+/g5psBhHVe6qicnuE2z7DJLFbP"
    "cMcl9Sy3bZYr8BRbdfCNs8hwo3zJt//6yCya4+EHFMR7NczhrtbbVl8xkw6n91SIbn1fvi"
    "v47JTrCvQpi+6K6FoB4xVV7DKkV0gnKbKAmeSkTwZ9cio3YLgtiSdkqPqyAeIHMqVLoXZt"
    "fHrKJ6sc12QuDMQeoA0bDNxkyWK89nPTDLrrk2QEe1L1JDcC07Ftm7ON4rvqJuZ8Kzk5T6"
    "QJ8smuyjzXc1Bcrcc3bsCrMjBPIl9aCmhz7Esd3kUzLk9gXGpxtJqeLbYLuNKl0MzfvPG7"
    "d3BH/HRQYv/mdJC7f4OXNEP4jUSasWkGn7Fi+nBEpINvUjM7oalgPo54Gu63jsv41P4XUy"
    "vwFTwhtQ1WEJAGaQMHhnZeQArNLl2HAUpUy+CPV+SV1Mvh7ZvhT5e9r89VjsFy0jgCgqCw"
    "pKt0GgcmG/opEJjnt2TO0mIEQkrqB5QrmD4VKeKD4D82ZEYf5L9clp29+NQBCyNRj07jYW"
    "gQmupItIWRaHHs1M1wtJFcdtDyCmul372D62TzHqf8fwVsg/4dBLf5BFcsRKpgXoPuOuRM"
    "GoAZN01mjwU4a/A3VNHXtGTnCloGZfR2kK+3gwy9lRk/qpihDmkVEdXcVU3uykdSVZDUmo"
    "StqJ6Ep01C1gQgH1MIfyb0MSqmU1OAzEqSztI8h+Y5NM9RoVzFWSyYnVOx4l/rFxetqF7l"
    "61ZU/z5xFA2xtKghOQss/5A1IWsqiJ/GRKiFG+rTGRY8Yjmmy5YWZyKzMKWxgTMJEDTcBX"
    "yH6uBPscmW8Pb14/v2WdctPmegPCs7tcsf6e06TrQ6YuLCqzQbQwcuUX2k+5LCrZJ9QhZn"
    "SV3ADFt16cwzl87obIJmQzip+BUUN+jfQS+g+YAttGBV+MZQqEv62gTdmDDZZdMGEoa+Q6"
    "A2ZgSSi2V5dDMkNU2WA6/g/83gdB+DNpDSsKaXrsArq7R+RYQ6xzk25X+lQK66H5EQ6xzQ"
    "zW9K6M00vZl2iHrrs6rqaKZafPhWVPPhNfnwiWNmJH+O2Jc838Lv3wkNL0pBvPxtFMM70O"
    "RsuIPuEc1/gzOQ2PX0Fhm7b/lgB/012DXAjnN/JV3nuJD2nJOes85nrqXfh5bPzExeb5Zj"
    "gro6us1zHNmuKB2bbUU6sSTteS832OJ66l7uB3+cA0O77F5uRMuq7uVGz/CAh3lyRf8ljL"
    "I5WDNVXM5vOx6/54aE4Kk4XUfG6ihc3H7gXiNgXYUjdRQqdKKfCtI7GKND8Ow0yURZqawU"
    "k9B+FZfTuMZsHDGYj6eZ4MkLEwtBNonw2EIEeSBouzFBJEwWuYcft/9+B17hC0Hejm5/kG"
    "d2f1C+DFyA1nv4c77HI7mJepR08snub1fqAG9/XVLlOeqO1TM7dC3OE2txxGryH2ZU+lhT"
    "REQnzjy6ceNxz2LBDVIoF6cgJGU7w6A0cmYEmq4q/F8o0Iloa98EYMREV7AVcalawLfMKd"
    "n5Rq8mEjSR0AYvu1+VSMiwFk3AGknsPixLUTrbPmYjW5VwH2MiskKiJFVREBmlGJJyBw7g"
    "mXVTlRE/g9FBA8zsgwSyOuKXiz7PYf7lVx/uepg3v7kD8TsVVqt/bskI9ZsaBluClt31yE"
    "tqk+3l7zA6ugvOAbzrHZHPvjMcflWCm/6JBnf2NsX/nqzxsaAL3tXsB4cebEfGgf1G+cmK"
    "nCjqUw//GLwYccJzc/z93JTIXlEssz4Vecnfkc46x/55c+x1KtLOUpGC16gstkH/DoJ7Ug"
    "bck3xwT1LgtoFTaBfEjUcJB1F+cyhpGH7+m8AT5+ulzm1Fdeqc/vqHzpMoONtP00hdpZG+"
    "AYTbwyK1DGxNIj0zsC0mkaRGZ5FHgaoXkEaoL+XIonxEy+xGx32IgAzBY64fWKIxntQctH"
    "rOkhsJtiXrcuaQ4dX02JqD0RxMKxZQXQ6my8F0TFstppX5G5XMRyDQQR0/GRyXIhqPC5jG"
    "46Sazxg18REqYBwR6SLK56VQPi9A+TyFcuiflNbjQKCDCJdS4wItTisx+Nh2RSWOiHQQ4p"
    "PjUkp8XKDExymUdW2urs3tJtjsi8HcZQZPko93RERDXgNynXz6LMmnVQvQU3J68zO5+Sm/"
    "p155OzkhpWFNwarPS9DnJbTEIh/aHnGMI68yyzFBPcmtnmR9KEY35zi1RV7mfIHosewJor"
    "pKmXP5Xd6WvtnFleD7PYXhICHSxzAcwjEMB6laezyH4WDw2WneSESlsrJH4hpXkEOSUPLH"
    "y45unQVD9lfV5zBV2KO2Q7FIhyYPSiCeQzxqzY/IyK/feSGwEAgPSwBR7uLZCNjm0SmhLi"
    "MLajIyYfeOy2bQKV3PtPcnwEIpFFWJzMRmD/Bfi1HXFqqkigcfJDEsbjPztTwbAoZe4BUu"
    "iLNkNoHAlVvQAP3oRsgbOTDQERlGq6jUgPTOnliOMSdzxpaC3LvOQkq6zOBLjn+TrNgKbn"
    "jXU10QCOFRt6BEKsjEU3/LWH49JJXwE95m7KdswKAee0JNVBs+5vRNZeaoCasAdyiwx1Ow"
    "8bXo7QXwVyXwfpUL96vkblnq/SiLckqwE4T3rnOhIraqikbHpDTQJYCWFcDVdToipGEupc"
    "+0suWIymiQy4GsP4H63Dl+6J1W0fKgfxc1vFTazmlB2s5pOm1H7/nU0faDoIp1XeBjb1Qn"
    "6gLb9tp0uzCwbWjrysBnBrbFlYGSDs/idgOevIDVDen4ZisDP0WPIsmmDps5uVbX6jXPCO"
    "pzZ3Z+mq0uh9xVNK89YO0BHzDE2gPWHnBLgW2xB/yeesbsIwM4c87IiHUo9ogX2HXsqr6V"
    "Ux0EWVPuAdwqhwATBdSBpH7yAPZIZA30iXD8zXwib07WjjuHgWbcwvNY2UamANA13RSlOO"
    "z4zpjacGNbG3/EB9RBMredNXZ3BCM+YiqRoQ93MegKmuEnaJYHeiXCc1llVsURuXWI7ajz"
    "ZqGLDQ4kdFk7wUj4QY07W35RQ/LrfcIeGGZAyE6Gs+RMBKe9ojM7oYIdkV/xz5GPbjnOXO"
    "ZXwB+uiHqykmkZKDCHDpGTYjHzA/Sblf7uRrgLrrMaWhnDHEJWg/++9vaCedOJDU61IxmC"
    "/h10/Mooc74upxxrveer93zbtQu2qz1fH0l365ZVnoWIbM1paJvmP8M86L3hOrNxEHvDFc"
    "qIdhqgfVDWMvP4wtCQFh1gyJylciAqBGMQl5CZA88H7j9GDhDcmAKeDcIOeIY+/gPgA4Qh"
    "XMEUb/iNaipTw+2NDEwKAq6mRn882tAbIs8bTGAguVpWgXor0Tm4mz9jT1IJ1Vb/UEQv+n"
    "UX/XsG63Y1AxIRaWSHpNNajWBVU+pAQscTFVS6Vp20gEW5gWLNWzXM4dqbPVciBnhleYER"
    "LAs/C72duMcdwSGZuM5aSMZX8d+CT21mEm4fkStPlvb53xubUTFDzwxL5zxnzuy+zxWvZ9"
    "yYyS4q4JfEcUgop93DPd2z1KehpbBOqdmb8S+goxVbAfNYi+Xw5bSzU9fZYV+WHC6Ps7g+"
    "ZDiy0Y9LFbEb3ZoFZCuS2R6hLalgLmJCHaSld5/xkUNP18j5CEc6MMRLZ31Eda1VuQm/IC"
    "BD0+S5RzDEexR7QDLyRdaPV/wArDGj9lSyT8JnsF4ItYvfT+2Ocxddjuzvw9YcR7Nc7dgC"
    "e8xHqeOfaN9kh1HrTm3TkLkQamQaJf9SsTWi2067/LBQJdOQeyxopmXIOA7Uf8nbaxgaOQ"
    "403xA8wFLKs9yOfKMbEemgnzf44YcSxhd65X+sAK/FPWp8qyog7HfvILo7+UoBphxm5vX+"
    "8/bmOq8EIBRJhnrc8Mj/iMUPOW86C1wEI7akpQ4ZT54nnljPcICL517Pvv4fiXah7A=="
)
