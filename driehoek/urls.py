"""Every address of the product. Each app lists its own; a house test walks them all for a guard."""

from django.urls import include, path

from . import api

urlpatterns = [
    path("", include("driehoek.web.urls")),
    path("", include("driehoek.access.urls")),  # before allauth: the page of one's own address is ours
    path("account/", include("allauth.urls")),
    path("", include("driehoek.keeping.urls")),
    path("", include("driehoek.journal.urls")),
    path("", include("driehoek.duties.urls")),
    path("", include("driehoek.letters.urls")),
    path("", include("driehoek.pupils.urls")),
    path("", include("driehoek.attendance.urls")),  # before the schools: a closure is kept where it is counted
    path("", include("driehoek.schools.urls")),
    path("", include("driehoek.clb.urls")),
    path("", include("driehoek.safety.urls")),
    path("", include("driehoek.procedures.urls")),
    path("", include("driehoek.safetyplan.urls")),
    path("", include("driehoek.oversight.urls")),
    path("", include("driehoek.exchange.urls")),
    path("", include("driehoek.lists.urls")),
    path("", include("driehoek.enrolment.urls")),
    path("", include("driehoek.staffing.urls")),
    path("", include("driehoek.start.urls")),
    path("api/", api.addresses()),
]
