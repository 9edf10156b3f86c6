"""Template filters of safety."""
