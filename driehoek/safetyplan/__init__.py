"""The safety plan of a school: what comes back every year, what must be there, who is there, and how people feel."""
