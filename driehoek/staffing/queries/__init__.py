"""Reads of staffing plans, agreements, cells and forms, a file per subject."""
