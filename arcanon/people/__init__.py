"""Who is asking, and how they are nobody to everyone else."""
