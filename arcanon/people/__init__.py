"""People without names: passphrases, sessions, tags, the vault, and who wrote what under seal."""
