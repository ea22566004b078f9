"""arcanon: a place to write, answer and talk without a name."""
