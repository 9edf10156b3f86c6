"""Rules for Flemish primary schools (be)."""
