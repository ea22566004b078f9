"""Finding somebody to talk to."""
