"""The pages of procedures, a file per subject."""
