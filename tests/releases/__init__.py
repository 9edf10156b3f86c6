"""A small database of each release, so that its data is known to come up to what this version wants."""
