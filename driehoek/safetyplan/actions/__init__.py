"""What may happen to the safety plan: one act, one function, one transaction, one line in the journal."""
