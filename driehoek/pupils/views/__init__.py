"""Pages about pupils: looking for one, the file, its entries, what surrounds it, and the parents' own page."""
