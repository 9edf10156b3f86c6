"""The pages of staffing, a file per subject."""
