"""Searching posts and comments."""
