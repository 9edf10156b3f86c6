"""The plan behind it: safety plan, checks, risks, drills, roster, surveys, yearly report (SAF)."""
