"""Pseudonyms, as a pattern: they are drawn anew in every thread, and no test may depend on them."""

from arcanon.text.pseudonyms import word_lists

NAME = r"\b(?:(?:{0}) )?(?:{0}) (?:{1})\b".format(*("|".join(some) for some in word_lists()))
