"""What people write to be read by all."""
