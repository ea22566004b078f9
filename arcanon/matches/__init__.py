"""Matching: finding someone to talk to."""
