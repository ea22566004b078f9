"""What is a word in each script, and which spellings are found by which.

A matter of safety, too: a phrase that somebody hides must not show because it is spelled another way.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arcanon.settings.languages import NAMES
from arcanon.text.stems import Stemmer
from arcanon.text.words import find_words, fold

# A text, what finds it, and what does not, for each language that a host may offer.
SCRIPTS = {
    "en": ("I don’t sleep; my mother’s café", ["don't", "DONʼT", "mother", "cafe", "sleep"], ["slept in", "othe"]),
    "de": ("Die Stra\u00dfen\u00adbahn fährt", ["Straßenbahn", "STRASSENBAHN", "fahrt"], ["Bahn"]),
    "es": ("El niño soñó ayer", ["NIÑO", "sono", "ayer"], ["ay"]),
    "fr": ("L’été, l'amour et le cœur", ["ete", "amour", "CŒUR", "l’amour"], ["mour"]),
    "pt": ("A solidão não é só", ["solidao", "NÃO", "so"], ["sol"]),
    "tr": ("IŞIK söndü, İstanbul uyudu", ["ışık", "isik", "istanbul", "İSTANBUL", "sondu"], ["ış"]),
    "uk": ("П’ять їжаків, п'ять ночей", ["пʼять", "ЇЖАКІВ", "п’ять"], ["жаків"]),
    "ar": ("قال مُحَمَّد إنّه سـعـيد ١٢", ["محمد", "مُحَمَّد", "انه", "سعيد", "12"], ["حمد"]),
    "bn": ("আমি বাংলায় গান গাই", ["গান", "বাংলায়"], ["গ", "বাংলা গাছ"]),
    "zh": ("我昨晚在东京睡不着", ["东京", "睡不着", "京", "我"], ["京东", "着我"]),
    "cs": ("Příliš žluťoučký kůň", ["kůň", "KUN", "prilis"], ["ku"]),
    "el": ("Ο άνθρωπος ΧΩΡΊΣ ύπνο", ["ΑΝΘΡΩΠΟΣ", "χωρις", "υπνο"], ["άνθρ"]),
    "fa": ("نمی\u200cخواهم بخوابم", ["نمیخواهم", "نمی\u200cخواهم", "بخوابم"], ["خوا"]),
    "he": ("הָיִיתִי ער כל הלילה, צה״ל", ["הייתי", "הלילה", 'צה"ל'], ["לילה טוב"]),
    "hi": ("की तो बात है, क़लम और किताब", ["किताब", "कलम", "की"], ["कताब", "बाताब"]),
    "hu": ("Árvíztűrő tükörfúrógép", ["arvizturo", "TÜKÖRFÚRÓGÉP"], ["tükör"]),
    "id": ("Aku tidak bisa tidur, anak-anak", ["tidur", "anak"], ["tid"]),
    "it": ("L’amica dell'università è sveglia", ["universita", "amica", "SVEGLIA"], ["mica"]),
    "ja": ("東京タワーで眠れない、ﾈｺとがぞう", ["東京", "タワー", "眠れない", "ネコ", "がぞう"], ["京東", "かそう"]),
    "ko": ("학교에서 친구를 만났다", ["학교", "친구", "학교에서", "학"], ["교학"]),
    "nl": ("Zij is alléén 's nachts", ["alleen", "NACHTS"], ["nach"]),
    "pl": ("Zażółć gęślą jaźń", ["zazołc", "JAŹŃ", "gesla"], ["zażół"]),
    "ro": ("Înțeleg că ești singură", ["inteleg", "SINGURĂ", "esti"], ["sing"]),
    "ru": ("Новый ёжик не спит", ["НОВЫЙ", "ежик", "новый"], ["овый"]),
    "sv": ("Ångest på ön", ["angest", "ÖN"], ["stånges"]),
    "sw": ("Ng’ombe hawezi kulala", ["ng'ombe", "KULALA"], ["kula"]),
    "ta": ("நான் தூங்கவில்லை", ["தூங்கவில்லை", "நான்"], ["நான", "தூ"]),
    "ur": ("مُجھے نیند نہیں آتی", ["مجھے", "نیند", "نہیں"], ["نین"]),
    "vi": ("Tôi không ngủ được", ["toi", "NGỦ", "đuợc"], ["ng"]),
    # Some that are not offered.
    "th": ("ผมนอนไม่หลับ ที่บ้าน ๑๒", ["นอน", "ไม่หลับ", "บ้าน", "12"], ["บาน", "หลับนอน"]),
    "km": ("ខ្ញុំគេងមិនលក់", ["គេង", "ខ្ញុំ"], ["លក់គេ"]),
    "my": ("ကျွန်တော် အိပ်မရဘူး", ["အိပ်", "မရ"], ["ရမ"]),
    "ka": ("ვერ ვიძინებ ᲓᲦᲔᲡ", ["დღეს", "ვიძინებ"], ["ვიძ"]),
    "am": ("መተኛት አልችልም", ["መተኛት"], ["መተ"]),
}
STEMMERS = ["english", "german", "turkish", "arabic", "russian", "hindi"]


def is_found(stemmer: Stemmer, query: str, text: str) -> bool:
    stems = stemmer.query_stems(query)
    return bool(stems) and set(stems) <= set(stemmer.stems(text))


def test_the_table_has_every_language_that_is_offered() -> None:
    assert set(NAMES) <= set(SCRIPTS)


@pytest.mark.parametrize("stemmer", STEMMERS)
@pytest.mark.parametrize("code", SCRIPTS)
def test_words_are_found_in_each_script(code: str, stemmer: str) -> None:
    """Whatever language the host has set: people write in their own."""
    text, found, missed = SCRIPTS[code]
    chosen = Stemmer(b"x" * 32, stemmer)
    # A stemmer of the same alphabet may cut a foreign word in its own way.
    assert [query for query in found if not is_found(chosen, query, text)] == []
    assert [query for query in missed if is_found(chosen, query, text)] == []


@pytest.mark.parametrize(
    ("hidden", "written"),
    [
        ("suicide", "sui\u200bcide"),
        ("suicide", "s\u00adu\u2060i\ufeffcide"),
        ("suicide", "SUICIDE"),
        ("suicide", "ｓｕｉｃｉｄｅ"),
        ("suicide", "ⓢⓤⓘⓒⓘⓓⓔ"),
        ("suicide", "𝐬𝐮𝐢𝐜𝐢𝐝𝐞"),
        ("suicide", "s\u0335u\u0489i\u0308cide"),
        ("suicide", "su\u034fi\u061ccide"),
        ("suicide", "suicide’s"),
        ("محمد", "مُحَمَّد"),
        ("محمد", "محـــمد"),
        ("自杀", "想自\u200b杀了"),
        ("자살", "자살을"),
        ("आत्महत्या", "आत्म\u200dहत्या"),
        ("ışık", "IŞIK"),
    ],
)
def test_a_hidden_phrase_is_seen_however_it_is_spelled(hidden: str, written: str) -> None:
    for language in STEMMERS:
        if language == "turkish" and "I" in written and hidden.isascii():
            continue  # there it is another letter than i
        stemmer = Stemmer(b"x" * 32, language)
        phrase = f" {' '.join(stemmer.stems(hidden))} "
        assert phrase in f" {' '.join(stemmer.stems(f'before {written} after'))} "
        assert phrase not in f" {' '.join(stemmer.stems('before and after'))} "


def test_marked_pairs_are_joined() -> None:
    stemmer = Stemmer(b"x" * 32, "english")
    pieces = stemmer.mark_matches("夜に東京タワーへ行く。", stemmer.query_stems("東京タワー"))
    assert pieces == [("夜に", False), ("東京タワー", True), ("へ行く。", False)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one two", ["one", "two"]),
        ("it’s O'Brien", ["it", "O", "Brien"]),
        ("東京 a", ["東", "東京", "京", "a"]),
        ("iPhone手机", ["iPhone", "手", "手机", "机"]),
        ("\u0301loose \u093f", ["loose"]),
        ("2026年", ["2026", "年"]),
        ("🙂 …", []),
    ],
)
def test_words_are_told_apart(text: str, words: list[str]) -> None:
    assert [word.text for word in find_words(text)] == words


@given(st.text(max_size=200), st.sampled_from(STEMMERS))
def test_words_stand_where_they_say_and_folding_twice_changes_nothing(text: str, language: str) -> None:
    for word in find_words(text):
        assert text[word.begin : word.end] == word.text
        once = fold(word.text, language)
        assert fold(once, language) == once
