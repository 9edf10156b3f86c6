"""What safety keeps, a file per subject. What other apps may lean on is named here."""
