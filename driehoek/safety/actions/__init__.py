"""What may happen in safety: one act, one function, one transaction, one line in the journal. A file per subject."""
