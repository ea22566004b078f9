"""Posts, which everybody can read."""
