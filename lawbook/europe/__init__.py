"""Rules that hold in both countries."""
