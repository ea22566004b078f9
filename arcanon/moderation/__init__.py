"""Moderation: who moderates, what they decide, and how one appeals."""
