from arcanon import crypto
from arcanon.migrations import add_columns, column_names
from arcanon.rooms import keys
from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

# What was said is sealed under keys of its own before the readable words go.


async def upgrade(db: BaseDBAsyncClient) -> str:
    await add_columns(db, "messages", taken="INT NOT NULL DEFAULT 0", sealed="BLOB")
    await add_columns(db, "rooms", burned_at="TIMESTAMP", said_at="TIMESTAMP", takes="INT NOT NULL DEFAULT 0")
    await add_columns(
        db,
        "seats",
        hides="VARCHAR(24) NOT NULL DEFAULT ''",
        writer="BLOB",
        sealed_on="DATE",
        reveal="BLOB",
        seen="INT NOT NULL DEFAULT 0",
    )
    await add_columns(db, "match_requests", sealed="BLOB")
    if "body" in await column_names(db, "messages"):
        for row in await db.execute_query_dict('SELECT id, room_id, number, body FROM "messages" WHERE sealed IS NULL'):
            room_id = row["room_id"]
            sealed = crypto.seal(keys.make(room_id), row["body"].encode(), f"message {room_id} {row['number']}")
            await db.execute_query('UPDATE "messages" SET sealed = ? WHERE id = ?', [sealed, row["id"]])
        await db.execute_script('ALTER TABLE "messages" DROP COLUMN "body"')
    return """
        UPDATE "seats" SET "seen" = (SELECT "top" FROM "rooms" WHERE "id" = "seats"."room_id") WHERE "seen" = 0;
        UPDATE "rooms" SET "said_at" = (SELECT MAX("created_at") FROM "messages" WHERE "room_id" = "rooms"."id")
            WHERE "said_at" IS NULL;
        CREATE INDEX IF NOT EXISTS "idx_rooms_said_at_fc8d75" ON "rooms" ("said_at");
    """


async def downgrade(db: BaseDBAsyncClient) -> str:
    await add_columns(db, "messages", body="TEXT NOT NULL DEFAULT ''")
    for row in await db.execute_query_dict('SELECT id, room_id, number, sealed FROM "messages"'):
        key = keys.of(row["room_id"])
        if key and row["sealed"]:
            body = crypto.unseal(key, row["sealed"], f"message {row['room_id']} {row['number']}").decode()
            await db.execute_query('UPDATE "messages" SET body = ? WHERE id = ?', [body, row["id"]])
    return """
        DROP INDEX IF EXISTS "idx_rooms_said_at_fc8d75";
        ALTER TABLE "messages" DROP COLUMN "taken";
        ALTER TABLE "messages" DROP COLUMN "sealed";
        ALTER TABLE "rooms" DROP COLUMN "burned_at";
        ALTER TABLE "rooms" DROP COLUMN "said_at";
        ALTER TABLE "rooms" DROP COLUMN "takes";
        ALTER TABLE "seats" DROP COLUMN "hides";
        ALTER TABLE "seats" DROP COLUMN "writer";
        ALTER TABLE "seats" DROP COLUMN "sealed_on";
        ALTER TABLE "seats" DROP COLUMN "reveal";
        ALTER TABLE "seats" DROP COLUMN "seen";
        ALTER TABLE "match_requests" DROP COLUMN "sealed";
    """


MODELS_STATE = (
    "eJztXetz2zYS/1cw+tLeDM8Ty0mapp/kPK65JnYbey5t44wMibDFE0WwBGRF08v/frvg+2"
    "lSph6k8ckWgAXAHxbA7mKx+HtAvSl1uHP0C1sLyR02eEn+Hjh0gf/kMw1Ic91EFqZIOrFV"
    "8Xmy2ERIj04lpN9QWzBIMpmYepYrLSB7SZylbWMin0JBy7mNk5aO9deSjSW/ZXLGPMj4/A"
    "WSLcdkX5kIf7rz8Y3FbDPVYcvEtlX6WK5dlXaxoLb9zpFvVWlscjKecnu5cGIKdy1n3IlI"
    "LEdi6i1zmEclwzakt8RvwC4Gnxt+lt/duIjfzwSNyW7o0paJb56M47TBeHx2fjm+eHM5Hg"
    "8aoDTlDiIMXRUKglvswj9Phj88fwG5qof444dvfoMxJn5xhcyH0fv3784uB99UISqpX0xh"
    "HIO6oN48D+urGfWKIQ3LZ0CF3mZBDSGsQjVMiGGN+WkXuC7o17HNnFs5g5/Pn1bA+Z/Rx1"
    "c/jz5+//zpP7BBDuzvz4uzIGeosr59Q/a9mSewxoQJnc5X1DPHuRw+5GVl81mL4SKbQh16"
    "q4DDL8T+h9P6V+YJhUZ+xgdZ1fPdZdy16832wQVfsAk312Q142TGoX9EsDvmkBX3THFEzj"
    "jBPhjE4YSapseEMAh1TPwtrQUj/AZ+AkfBYB0NMkPXfu0tr0Hlk6Vw/dlwqux3AUpNlOPn"
    "NSbK8fPSiYJZ1auSzfl86TaBOqboHdztrEtGgovvVHdz6J5aDvXWxfhGJBl4J2sJvene0l"
    "8B6en781OseSHEX3aA8em7s9HHP77/MPpdwbxYB1nvz8/+FZZ3uZC3nqpocPrH5ZtRBvUb"
    "xsxxswUkQbIRWwdM+zi4GsFqxtQhxYY8nUX3cbB0AwEnHhsBmzJ8jigYn4Dy7S8fmU3VN+"
    "dHJJRcLvxqurvexKkB/3zbqhAY4lUkBSawrBADkwN3vyB47jAy8fhKMI/IGZXEAlnNunWY"
    "SSzniICqCf9N1pDHyIyKGYpmlhRE8jlzflLJrhJOCaibiphRG0iWMGieylYl8zLiLhu+X3"
    "z8PPArw6X7i5Yld7ENlMuS/kiOYVybbQ5pOi32bCr2sK+uBdljf2FJ4/8akCtGP02VQR/G"
    "mqFmd4T/9GsUXo8u32QAjNeSBstFiqiHxpp2dNCcLJNFPQ/5W+4x2FhgR1HAv4M+UmfKKo"
    "SW2NzSMcTLZBZI9ugq2tHSvAb/mMxm0ufP0cWr0Wtg6D0ZwU5tPp0XSj9+TrXsM8EyDSSf"
    "SIJgriB0RdfkxuMLAvWinHBEPs24gbKF5LZJuGOvfYmEC5AuVpxYJmb5QoWRkDxAprlj3n"
    "cok0w9JouFnx21feVcOSOigEERCousPEtCafwFFUn2FcQqbAh++AC+JKoPKwvasiRZ8SV0"
    "QTLb9iU1yFsT6jHoVVjZd6K+oEUtT8tY+7bXqVFosjsF5Xu4MbVv14CJh2CMaYHJ7nUgCR"
    "XDnKasEqLwnw5CXwH15bsPby4uRx9+Tcm0KF5hzjAlzoap32fnQFQJ+fTu8meCP8mf52dv"
    "snJvVO7yz4Haf5aSjx2+GlMziUmYHCYdzGHRG0d668J90s+p3idBU/KmszGDoharuV9e4u"
    "Yi2ULgxoErP8JJuEemfLGAmgzYPJCpzJ/IxW/vYVOAPejt5cUzdbDzqw89ZEDqzRJ3Eth2"
    "yA0Q4HayCDR9wfJ75Q7brbV9QY3KSmCQz4OgC82tBo/lAHx4/PSHpy9Onj+NTsGjlKqj8P"
    "tPwcVy8l82LVhfy7ewBIkWGEoEhhhgaUmbhQ3kUK724sjS3s/Obe1cT7bLzpv7c8TAqjPw"
    "PKKXsC4VoxkR9EL2qhIA3vx+mdr7Q/4sNmeFxRP8/AotXBlZLF6iG6wVaapWTvIOSuZtf7"
    "0I98UmOkVM0gvW3rW9C+BrxdoV1NMxtGvbumIuK7Z0FawWbcD6Kq6qWytFXWDTa+RBWRHP"
    "uLSmbFCkHgVZRqV+5KhCDQyJylXNt47NoF4Yb/MlKCDkakAdsWLeFVR1NbCtORP4r58j5l"
    "cDIjmR1J6rNEjx61hRgQWmU+YC1ygK+L1gQsAHXw2KDYo77gMaFq8Dmfpa2Q9BUbNM1NJW"
    "6T4EZke/F0ZUAEiwM6YRFRDzMjXs82AOswEzE1K8s1xMWGBLTOlokt5ifsKYorS1UtVN/U"
    "4U1sbJ/Rong/Gri3NQvIcyxMmwBtQnw1KoMSstpoXTqC62YfkegvuiBrYvSqF9kUX2ECwS"
    "B4Vv+zpGsODnEC41RMQEvTFBPNCilhCIxLwIyyoHm4hEu19u6FqjT4Y2GY1OnAxpo9PuN4"
    "Q9GJ0eAcKHY3M6MLC1yWnPwB6wyUlxdOHdzYDVq25uQpF6xqZyROucXadliNDyAe1ZdyyT"
    "iJYZGI+lk0qV3LWmGdNKUXZhlVFuvm5tcNEGl4PYQNs3uKi/DbANy/cQ3PYd7Xzn02ZKbE"
    "yjtdgNtVjl39FowQgJesjVx8MndZbn4ZPy9Rnz0gjPGDWxCw0wTpD0EuU65looVYFyzmQb"
    "SSS1+Tgk6CHCtdi4govzTAxStdOQiRMkPYT4+EmtpeJJxVLxJIcyBlrJQ1zuThaW7wW+u/"
    "Ymm8mF3QTssLwGewOw2dcp89wCy0g53gkSDfkGkGvn1L04p0bGkJrnmjk6fbyZPd60qZDj"
    "xgfGGSoNaw7WlO2uLqopIg1qFlR9KrzRity1U+GUVbzJKKcI9SAf9CAz09psKqcIWxjk7p"
    "gpOzHGDS7+JpghvmCbMVA3iaEW3ejt5rTOR1BLnY/ErvYPgCj26u/krKiGKJD2H4pRfe+A"
    "TjKSutjwQIjeQx19xYeK+UPhGYl5n9DZqj9IONuKXEISM7HCKyQ57e+/hTRy4gs2fiQg16"
    "ZTFgZNiK70+B4zJlnNLJv5cX5EQEmsglBFLdWrbgv5ivU1UaqgICsLryz5dcIOfUSuXSpn"
    "10HEcEz2CYR/QQgjH9EJv1MxiTC4A4aD5CvHIIIHISQdP80zmXflMDqdEfSZgsomzOar4N"
    "qRDLoloEGP8/jykt9aeBvpxvIwzoQTNGpA7/DDo977VWK75ZeWQne50ptKCU8xk7n+bfmw"
    "cPLKUjI/rU2XlMYPUzMZ+1yeC3jnMtG7w3cM8mHS7jn7ds/pxL2HbeLdsr1FsX0Dxg3L98"
    "LGnTn1reOTMyz3yRnmfHKidSqNbnXEkIioT/zaRrSQcKWuOfGjhb1HMLY37dVeWB/MqLy2"
    "WBeerjTFM02kQc3dyAvkrQY7U4Jkd5vTYNApuSoH8LipT26WrndQt++Zqz3KtUd5F/lWe5"
    "TvxaNcOzFqJ8Z+gq0dZrTDzKHwdxfO2bUvxeMaYx03tOcxHA4N7daCOByeA9BhLlPa/6c7"
    "ni1dhGdnji1dAWerfi2KkYqcWkIOq/BoiRi53Tgnn5OBFJX3QqmfxZcHvdqhXRtad23QUT"
    "O3/5KHNsVvyxSv4/z1Ns7fYbOyVhL3I1sZOtLfo4/098F/AmFQJASHedVycPCIQk3P7k94"
    "xR59mynxOF8ckTPl3clMcmyQoUFOQkdqSxrqX76U5Ja64qekV3Pg46x8ow3isLvgvdgpvv"
    "iad/veVaOF4jy2ODDSvs1hGr7unpXvGwnx+um9Bz69p72R2z3MEqzogKPaXzak6ROgbbjL"
    "Ai42K5j0Ve4bMY1239g0ICCdM6fBihCV10fbWQ7G/S0HZMX7LKw/fjBb19a118BjOFFGSb"
    "GhsSBB0sOZtHVjQSibP1Sr/RjU0zG06+q0CS47KIVWwV6kzYbjUaHK4jfVvaFMACHQAIU6"
    "jVPXbFf8iFxL7hZcwcWLvHhhhATKsgEFQWoQ1/5V3+CSriqh7iGjREEQkIIrzDtsuE4Yfk"
    "Et/c7gIRw+AQM0EVr90lpkzYqsano0lP6LrixpKLWI+jhE1HAHaDjGCTLt1HrI48sAwo38"
    "lhN0eoQPeYQnS8/ZaIhThHqMD22Mc1puHS/f5HneA7wQE4eH3dybq/008czioRBdBOcefc"
    "Fnq3q9AqtIrw9RrNDro8G6X68/d1ioFYNeTVzGXVul+EfHBlkC6P65L3YE/1mTCaMqyWN5"
    "fb2NCivPlaMIV9mDZn2ufIDnytUnof08XG7jLFT7feoQDF0MwSBYo7PksLg2JmUXgJllFs"
    "mkFU/IhQS9C3DTfpg7j90xWhBGocrTJKbRniYbepro+Cx7gd33kRrzgoUZzR1VjlXjQoUu"
    "Zero1RCg6SIfxFF7JGiPhP3bG4yOeCR8oHI6+8gAS1FswUgVMKqd7bHo2PPL1jRpXPAFwx"
    "BTZEUtKY7IGUdf91uC5oXAY8DyBJksJaEETSUkiGOOgBLJyRQqMMiCmoxM2A2w3QwDlodx"
    "ypXBYkHRaEHoiq7zJpBddwDDs39SEdYDoDBMuiUMwh177bdG7pBHydzhK/ESs+Mw7djod4"
    "JY5hG54MpmE8Idhol3mSe4YxAQgKAl7OsK++haTISmHrQLTCiOxozeMeIEXwxl8S4IjDn5"
    "FHXd5nxO4KuIjRXE5qA55AXVJYGo75khg90ocZpa7qVxCMv6o/LXiIanLtwRwQ4VGpyxwR"
    "PG28e8zqPY5U9i5x7EXlmiUWD0sHwPRZQ6zFzOy/lL2PhyeCNlPKboIbo/1noJ+8eKl7B/"
    "zL+EjfvguKHVM0nTQ5zbN31qBXyPCngz2PXFpgfDrv3xNhmNvnl6bFXXxdhTRSpuEJOqQr"
    "MNA1810GeRRKlH/pLsH6ojmvi4V3DnHrUmSe25oR7ZmlHhq5GRUoWpvkbIV46vfMYqZoUq"
    "u/22UYu9gm+f2pbDzKsBasrBpXPQVbHu1YxjP5j5UqmPUNXC13QJd5kDmqS0bHUDwKRrQS"
    "go2xzIA9WTkgneWwctk7mC3HioYM7YlRN8j4WPoPlNR5n4/phX44Ew7JM3Lo5dBXwbCCi+"
    "OvMlG8NK/dYKq1ZYN1NYkfM7qa3GE6O+TqVl/QayfrwqNcA4RaRhrgGzx1x73RTmFJGGuQ"
    "bM2jygzQP71oy2paei1NmEr8PyfeTpWqbFkwrT4knetKjtAJtweyfsADqe530zSsfz7AjE"
    "FQ4xOp5nLYcYHc/z8cXzHDHPms4GhTZYP8uoNsPGhVoNa68vI+3xMhKGi7GK3F3Ld6gESQ"
    "93qOGzZ3Vc6J89K/ehx7yMgcktCMBSYVpyiyKw9AHd41pKy3GF0nJcoLRwRxbuT/++OD8r"
    "E2UjkqyqYk0l+R+xrS7v/0XgIhgp/ST36mP2gUcjrXhgBadF0tcu97Nv/wcB1ZQs"
)
