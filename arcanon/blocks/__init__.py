"""Blocks: two people who are not brought together again."""
