"""Live updates: the bus between processes, those who follow it, and the sockets that send."""
