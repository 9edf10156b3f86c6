"""What safety reads, a file per subject."""
