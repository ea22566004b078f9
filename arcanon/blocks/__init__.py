"""Two people who are not to meet."""
