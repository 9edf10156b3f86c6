"""What happened and the care after it: incidents, accidents, aftercare, bullying, medication, bereavement (SAF)."""
