"""Reports: what somebody shows to the moderators, and what is kept of it."""
