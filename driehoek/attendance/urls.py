from datetime import date

from django.urls import path, register_converter

from .views import roll


class DayConverter:
    """A day in an address, as 2026-11-23."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

urlpatterns = [
    path("class/", roll.class_today, name="class_today"),
    path("class/<uuid:group>/<day:day>/", roll.class_day, name="class_day"),
    path("class/<uuid:group>/<day:day>/save/", roll.class_save, name="class_save"),
]
