"""Likes: a quiet thank-you for a post or comment."""
