"""A house that keeps running: copies and their way back, another database, what is wrong and what to do about it."""
