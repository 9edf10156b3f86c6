"""The pages of the safety plan, a file per subject."""
