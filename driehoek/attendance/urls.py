from datetime import UTC, date, datetime

from django.urls import path, register_converter

from .views import board, calendar, figures, many, office, part_time, roll


class DayConverter:
    """A day in an address, as 2026-11-23."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class MomentConverter:
    """A moment to the microsecond in an address, in UTC."""

    regex = r"\d{20}"
    form = "%Y%m%d%H%M%S%f"

    def to_python(self, value: str) -> datetime:
        return datetime.strptime(value, self.form).replace(tzinfo=UTC)

    def to_url(self, value: datetime) -> str:
        return value.astimezone(UTC).strftime(self.form)


register_converter(DayConverter, "day")
register_converter(MomentConverter, "moment")

urlpatterns = [
    # Closures are a part of a school's settings that attendance must know at once: these addresses stand before theirs.
    path("schools/<uuid:pk>/calendar/new/", calendar.closure, name="closure_new"),
    path("schools/<uuid:pk>/calendar/<uuid:row>/", calendar.closure, name="closure"),
    path("schools/<uuid:pk>/calendar/<uuid:row>/remove/", calendar.closure_remove, name="closure_remove"),
    path("class/", roll.class_today, name="class_today"),
    path("class/<uuid:group>/<day:day>/", roll.class_day, name="class_day"),
    path("class/<uuid:group>/<day:day>/save/", roll.class_save, name="class_save"),
    path("class/<uuid:group>/year/", figures.class_year, name="class_year"),
    path("pupils/<uuid:pk>/attendance/", figures.pupil_heat, name="pupil_heat"),
    path("figures/", board.figures, name="figures"),
    path("office/", office.office, name="office"),
    path("office/many/", many.office_many, name="office_many"),
    path("office/problematic/", figures.problematic, name="problematic"),
    path("office/report/<uuid:pupil>/", office.office_report, name="office_report"),
    path("office/undo/<moment:at>/<day:first>/<day:last>/", office.office_undo, name="office_undo"),
    path("office/part-time/<uuid:pupil>/", part_time.part_time, name="part_time"),
    path("office/absence/<uuid:pk>/", office.office_absence, name="office_absence"),
    path("office/absence/<uuid:pk>/present/", office.office_present, name="office_present"),
    path("office/absence/<uuid:pk>/doubt/", office.office_doubt, name="office_doubt"),
]
