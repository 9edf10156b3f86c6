"""What people fill in about a pupil."""
