"""Texts a school starts from."""

from pathlib import Path

STANDARD = Path(__file__).parent / "agreement_nl.txt"
