"""Comments under a post, and replies to them."""
