"""The forms of staffing, a file per subject."""
