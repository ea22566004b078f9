"""arcanon: a place to write, reply and talk without a name."""
