from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "driehoek.access"

    def ready(self) -> None:
        import_module(f"{self.name}.news")  # listens to what changes in an account
