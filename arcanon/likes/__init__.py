"""The quiet thanks under a post or a comment."""
