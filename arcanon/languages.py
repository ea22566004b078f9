"""The languages people may look for somebody to talk in, by their code (BCP 47), each named in itself."""

from collections.abc import Mapping

NAMES = {
    "en": "English",
    "ar": "العربية",
    "bn": "বাংলা",
    "zh": "中文",
    "cs": "Čeština",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "hu": "Magyar",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "sv": "Svenska",
    "sw": "Kiswahili",
    "ta": "தமிழ்",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
}

USUAL = {code: NAMES[code] for code in ("en", "de", "es", "fr", "pt", "tr", "uk", "ar")}


def read(value: str) -> Mapping[str, str]:
    """The languages of a setting such as "en de tr", in its order. Raises `ValueError` with the first unknown one."""
    codes = value.replace(",", " ").split()
    for code in codes:
        if code not in NAMES:
            raise ValueError(code)
    return {code: NAMES[code] for code in codes}
