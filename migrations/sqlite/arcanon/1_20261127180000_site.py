"""What a database knows of itself."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "site" (
            "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            "database_id" VARCHAR(20) NOT NULL,
            "seen_at" TIMESTAMP NOT NULL,
            "hours_to_wait" SMALLINT NOT NULL,
            "text_version" VARCHAR(40) NOT NULL
        ) /* One row. */;
    """


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE IF EXISTS "site";
    """


MODELS_STATE = (
    "eJztXW1z2zYS/isYfWk6o3ps2XUz+SanztXXxE5jTd/iDgORkMQTRbAkZUXXy3+/XYCk+G"
    "5SpiSKwZfEAnZB6sFisbtYrP7pUVenNrdP7pnuMv/1jOnz3ivyT8+mCwZ/5Pb3odlxYr3Y"
    "4tOxJTg8QanpEenY812q+9A3oZbHoMlgnu6ajm8CK3Dc2Yy4fPWKUDIx7SlzHde0fcInxJ"
    "8xIsc7waEMrsNYQFKLa2mbfy+Z5vMpgx4XeD/+Bc2mbbDPzAs/OnNtYjLLSHx708ABRLvm"
    "rx3Rdr+glnVj+28ENb7VWNO5tVzYGw5n7c+4HbHAe2HrlNnMpT7DZ/juEpGwl5YVABeCI1"
    "93QyLfM8ZjsAldWogncssX2LT1NO32bqTdX480rZfBOuSIARk06dzGeYJX9QQEU3yF784H"
    "P1y+hF7xhvjhhy/ygRtMJLlA5t3w7dub21HviyCiPpVkAuMNqLHZyqL7ekbdfGRTbCmI4d"
    "3TEIeAlmEcNmxA3sjoPlBe0M+axeypP4OPlxcl4P46/PD6p+GHF5cX3+IDOSwpud5ug56B"
    "6PryBYV5Mo8hjw1jqs9X1DW0TA8f8CLabNdisEi3UJtOBXD4DfH9I41h+ixflWDHEzokJK"
    "mqOwrVg9IALdQA2DGmHtPy0C3WACm2DmqAwWkFDTA4LdQA2IXQb6D2GLM1mqNofwSMfHPB"
    "8qGOsaVgNgK+k/CPIwS9BOTRzbvr+9Hw3XscfuF5f1sCrOHoGnsGonWdan1xmZqQaBDy28"
    "3oJ4IfyZ93t9cCTu75U1c8cUM3+rMnVOfS55rNVxo14piEzWFTYoJnfOl6oNq0FTVzprlc"
    "V2WYn1ZbTU3vaVvV1gZan332tUfmeqbcnqrqqTTf/hRVr7cXNXVRRU1dFKupi9M2GSpXFi"
    "9wemRPuakyRhqvurHigFxwm8yoRwQrMwiMiWbJCRnNhM1CTI9M+NI2CLetNVmZ/oyMgSTw"
    "bUyXmIYHXEbg6bgga994pY7Szp/6YD/YAi54qCBYuWDDuYJ5xQkuCY8s6Jx54rNE7RURr7"
    "AyPUZMn6z40jKIyx4ZtWAMCs7c5tVXLveZeKGKJt3HnkNNt/dXLdOueFE3aXMc1q5LLOWz"
    "ywpL+Sy9wW2WMnaVG3tiFmoAHdJ30LxrxsGLb1Gw9hCMLSy8JKcy8lpn5LVle4SV6ufujq"
    "KjfHPUgaTi3jgkSHxCPlnU8zV7uRgz9xPuSbiZyI+4mZiwjSAFWTDPgzfuBwywB+H4MNin"
    "YOuQcUBBi9vI0vaYnbM77vG5VfYsMWjwDFybavs68PYVE4ss3oWOVYqrM27V4Ozih4uX55"
    "cXkW8VtZQ5WFnfKrV46kKb5FTwpuFVdkFn7YLMKortFjXnOoe9gQkPdgM1383PNwMIt1nU"
    "cT41w22eYYNZbDvFneRUs9y2Wa7hz23EIVDOXlYYrgLONz9/YBYtsIRCV+2dHOZ4d+tNay"
    "CYqUOuwM18BkT3jO7MajwEPjuNCYTylBcWiMlaSWQgLthVggOR2y2dKmaQsz4Z9Mm5CFSb"
    "tnDQ0ZPviwa+9MmUOp6MbgdufODUc9dgLgzEHqENG3QMRudFBvbz0JywwEcROekJ0RM+JE"
    "zHpm3O1jIusG0Cw9eSu/BMd6o4KFA7HnCIUEDr8U0q8Lpn1yFPlwBt4tQacLFYzqK/Mm3q"
    "rguxDHhSaI7XvtTRnbEVr97eXSXMxF+HH65ubocf/njxbvj7twlb8e3d7b9C+rgJePXH6H"
    "qYgn2rWJYKY5XrBdzpMmgWB7kD8g6eHJ4PKsS5zweFcW7sUhHCr8TTTEwz2Iw10yxjLB1c"
    "Sc2cGGWc+STiWbjfcJeZU/tnJnfgG3hDauusxCENj1ePDO0ihxSaXbqKHJS4lMGXl8ErIZ"
    "fD+9fDH697Xw6Vts4KjrvDAEHp1ZfKx92YlBUcFWM+lMO4YzECLiUNHMolTJ/0FPFF8I81"
    "mdFH8ZfL8rO8njtgqSfq02nSDQ1dU+WJttATLfeduumONpLzC1JeY68MyDu4TzZvcYr/a2"
    "Ab0ncQ3OYTAfHCRg31GpIrlzOtAGamYTBb88BYg+9QR16znJ1L/B9UkdtBsdwOcuQWI0+a"
    "TPreJmgVY1Wxqy1jVwGSMtN+q0nYsKpJeN4k5E0AxmNK4c+FPhGK6dQUYGQlHc5ScQ4V51"
    "Bxjhpp/XyxYHZBZn/Q1y9P7pdU1fP7JX2fcBmGcCyqi5gFpsmL3PkV9UiQxkSohQfq0xle"
    "DMNray5zLJN5uQn8jQ2cGwBBxV0S75AEwRQbzIHV10+e2+f1W+acgfAs7cwpf4za5TyeRT"
    "52YSnNNCAwBapPkDsUHpWmiaI4DnUBM2xVVwwOfMVAZRM068IJwa8huCF9B62A5h22SIPV"
    "iTdGTF2S1ybCjSmVXTVtIKXoOwRqY0ogvVlWRzeHU4XJCuD1zP/mxHSfgjbkUrBmt67QKq"
    "u1f8WYOhdzbMr+yoBc9zwixdY5oJs/lFCHaeow7RjlNoiqyhI2W8XDN6wqHr5lPHzMjZzk"
    "zxH7XGRbBPSdkPCyFMTr30cJvENJzoc7JI9J/mucgdSpp7/IOX0rBjukV2BvAXYy9lfRdE"
    "4yKctZVTz4KvOZmWFuN8sJRnU7us1zHDuuqOybbVg6sSXt+Sw3POJ67lnu+2CcI0O76llu"
    "TMrqnuXGa3jAyzz7Rv81jLI+WjVVfp3f5r45MXUBwXNxuo2N1VG4TPvR9BsB6yYaqaNQoR"
    "H9XJDewhgdgmenSSZSS+WlmET6q/w6javPtJjCfDrNBCsvjC0E2SCezxZemAeCuhsTRKJk"
    "kQl8uP/lLViF33jkzej+e1Hb+L20ZaADWifwdb7D0sVEvko2+WT3j6tU6DjYl+T1HPnE+p"
    "kd6i7OM+/ieMvxf5he60dtYiwqcebJgxvf9C0WPiCDcnkKQpq3MxGURmpGoOqqE/+LGDrh"
    "be07ABhT0TV0RZJrK+BbZpTs/KBXBRJUIKENVna/biAhR1s0AWsssfu4NEXlbPuEjmxVwn"
    "0iEpHnEqVDFSWeUSZCUq3gANasm8qM+BmMDhJg5BcSyCPEX3j5NIf5F9XxH3qYN79+APYH"
    "6VbLPzfBCPmZ6jpzQMoeeuQFtcmm+1v0jh7COoAPvRPyKTCGo+r7phFUNHiwNyn+E7LC1w"
    "ISfKrRD4sebEbGgYNGUdq/wIv62MMvg50xI7wwxz/ITYmdFSUy6zOel/gcI1Y59ofNsVep"
    "SDtLRQqXUVVsQ/oOgntWBdyzYnDPMuC2IabQLogb9xKO4vrNsaRhBPlvHlac3y51bsOqUu"
    "e2TJ1TuTDbzMbR5UmoMFJnw0hfAcLtiSK1DGwVRDowsC0OIgmJzgsehaJeEjRCeakWLCpG"
    "tMppdNKGCIMhWOb6kaUak0nNYavPHVNPRVvyunOHjHqzY6sYjIrBtGIDVdfB1HUw5dPW82"
    "lF/kYt9REydFDGzwanlQKNpyWRxtO0mM8YNfAVamAcY+kiypeVUL4sQfkyg3Jkn1SW45Ch"
    "gwhXEuMSKc4KMdjYdk0hjrF0EOKz00pCfFoixKcZlNXdXHU3t5tgs886c52cOEkx3jEWBf"
    "kWkKvk04Mkn9a9gJ7hU4ef6cNP8XvqtY+TU1wK1gysql6CqpfQEo18bGfEiRh5nVlOMKpJ"
    "bvUkq6IY3ZzjzBF5lfoC8bLsqUB1nWvO1U95W7qyy2+C77cKw1FCpMowHEMZhqMUrT3WYT"
    "gafHaaNxITqbzskaTEleSQpIT86WtH93zBMPor7+cwebFHHofiJR2aLpRAfE58as1PyCi4"
    "v/ONhxeBsFgCsJou1kbANp9OCXUZWVCDkTGbcJfNgCh7n2nvb4AXpZBVJjITmz3Cvxajru"
    "3JK1Vm+IMkumXazHglakPA0AvsMT3CHWYTcFxNCxqAjq498SAOA52QYfwWlRyQPthji+tz"
    "MmfM8cjE5QvB6TLddEz8TuLGVvjAh54kQSA8n7olV6TCTDz5XTTx6yGZhJ/oMVqQsgGD+u"
    "wZd6La8GNOX1VmjpywGnBHDHusgo3LorcXwF9WwPtlIdwv06dlmfVRFeUMYycC3rvOhYrp"
    "qjoSneBSQFcAWtwAri/TMSYFcyV5prU1R5xHgVwNZPUTqIfO8UPrtI6Uh/RdlPBKaTvnJW"
    "k759m0HXXms420H0WoWN0LfGpFdeJeYNuWTbcvBrYNbXUz8MDAtvhmoAiH58V2wzh5SVQ3"
    "Csc3ezPwY7wUSX7osJnKtequXvMRQVV3ZufVbNV1yF1588oCVhbwEUOsLGBlAbcU2BZbwO"
    "+or88+MICzoEZGgqDcIl4gqeZK2tqpDh5ZUdMHuGUOASYKyIKkQfIAUqSyBvrE48FhPhEP"
    "JyvuzmGgmWlhPVa2FikAdEXXZSkOO34ypjbc2dY6GPERZZDMbb5Ccu4xEiAmExn68BSdLq"
    "EZPoJk+SBXXlSXVWRVnJB7Tmwu680CiQ0GJJCseDgS/qDGgy1+UUPE1/uEPTLMgBBEOndM"
    "5oXVXtGYHVOPnZDf8OuIV7c4n4v8CvjiMlBPliItAxnmQBCrFIuZHyDfrPLvbkSn4CqroZ"
    "U+zDFkNQTrtbcXzJtObOD1SjKE9B00/KoIc7EsZwxrdearznzbdQq2qzPfAEl3Y5bVnoUY"
    "75bT0DbJP8A8qLPhbWbjKM6Ga1wj2qmD9l5qy9zyhZEiLStgyLgjDYgazhj4JWTG4f3A/E"
    "fPAZwbw4N3A7cD3qGPfwB8gDC4K5jiDZ9RTEVquL0WjkmJw9XU6E97G+pA5LDOBDqSS6cO"
    "1BuOzsHdfI09EUqot/tHLGrT33bTnzDYt+spkBhLIycknZZqBKueUIccyp+oIdJb3ZP2YF"
    "Nu4LLmvRzmePXNnm8ihnjlWYExLEt/FnozcU8bgkMydvnKExFfGf/2zKnNDGLaJ+TGF1f7"
    "gt8bm1FvhpYZXp3z+ZzZ/SBWvJqZ+kyQSIdfBI6jgHLWPNzTMyv9NLRgVik1e1P+JeFoGa"
    "2AedwqyhHwKWNnW2OHfXZM6NbyYn0Y4chHP8lVFt3o1ixgtCKd7RHpkhrqIsHUwbD07jM+"
    "CsLTW+R8RCMdGeKVsz7istaq3IQhc2E7zzV6gq5ym4duiHb54x21TITC0nu5az2n5F4whe"
    "01EBopuVdsEDyCuJp5S7tYm8ZYOqhLB99/X0GZAlVxQXDsS+5auKpqIByQdxDdnVQCx7Se"
    "3Ny5f9/f3Ral2UYsaXPK1H3yP2KZx5ybmAcugpEwaTOFfNM1e1P2LA5wVS/S0fx+9uX/nR"
    "c7wQ=="
)
