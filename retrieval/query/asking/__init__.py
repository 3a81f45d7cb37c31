"""Messages of several sentences: which of them asks, and what the others tell beside it."""
