from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

# FTS5 over `search_entries`, kept by triggers: also when an entry goes with its post.


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE VIRTUAL TABLE IF NOT EXISTS "search_index"
            USING fts5(words, content='search_entries', content_rowid='id', detail='none', tokenize='ascii');
        CREATE TRIGGER IF NOT EXISTS "search_entries_in" AFTER INSERT ON "search_entries" BEGIN
            INSERT INTO search_index (rowid, words) VALUES (new.id, new.words);
        END;
        CREATE TRIGGER IF NOT EXISTS "search_entries_out" AFTER DELETE ON "search_entries" BEGIN
            INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.id, old.words);
        END;
        CREATE TRIGGER IF NOT EXISTS "search_entries_anew" AFTER UPDATE OF words ON "search_entries" BEGIN
            INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.id, old.words);
            INSERT INTO search_index (rowid, words) VALUES (new.id, new.words);
        END;
    """


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TRIGGER IF EXISTS "search_entries_anew";
        DROP TRIGGER IF EXISTS "search_entries_out";
        DROP TRIGGER IF EXISTS "search_entries_in";
        DROP TABLE IF EXISTS "search_index";
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
