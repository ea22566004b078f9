"""What has happened to one's own words."""
