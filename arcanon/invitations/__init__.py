"""Invitations: a reader asks the writer of a post or comment to talk."""
