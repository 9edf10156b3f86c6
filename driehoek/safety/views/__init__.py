"""The pages of safety, a file per subject."""
