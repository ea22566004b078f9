"""The languages people can find a match in, by code (BCP 47), each with its own name for itself."""

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

DEFAULT_LANGUAGES = {code: NAMES[code] for code in ("en", "de", "es", "fr", "pt", "tr", "uk", "ar")}


def parse(value: str) -> Mapping[str, str]:
    """Reads a setting like "en de tr", keeping its order. Raises `ValueError` with the first unknown code."""
    codes = value.replace(",", " ").split()
    for code in codes:
        if code not in NAMES:
            raise ValueError(code)
    return {code: NAMES[code] for code in codes}
