"""Reading for the desk, of all features below."""
