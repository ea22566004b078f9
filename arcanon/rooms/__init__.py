"""Conversations between two."""
