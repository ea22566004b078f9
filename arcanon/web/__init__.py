"""What serves pages: rendering, forms, errors, cookies, and what every request passes through."""
