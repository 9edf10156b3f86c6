"""What may happen to a pupil's file: one act, one function, one transaction, one line in the journal."""
