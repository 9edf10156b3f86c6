"""The pages of attendance: a class, the office, figures."""
