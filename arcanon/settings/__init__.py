"""Everything that the environment decides. Nothing else in arcanon reads it."""

from arcanon.settings.current import Settings, SettingsError, current, forget, use
from arcanon.settings.environment import read
from arcanon.settings.origin import is_insecure, is_loopback, is_onion

__all__ = ["Settings", "SettingsError", "current", "forget", "is_insecure", "is_loopback", "is_onion", "read", "use"]
