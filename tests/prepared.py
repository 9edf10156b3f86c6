"""Secrets and compiled texts are there before pytest-django reads the settings, as for every command of the house."""

from driehoek.preparing import prepare

prepare()
