"""The pages of the exchange: a roster in, a roster and absences out, tokens for machines."""
