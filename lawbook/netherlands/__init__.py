"""Rules for Dutch primary schools (nl)."""
