"""Asking a writer to talk."""
