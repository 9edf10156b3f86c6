from django.urls import path

from . import views

urlpatterns = [
    path("clb/", views.clb, name="clb"),
    path("clb/pupils/<uuid:pk>/purpose/", views.state_purpose, name="state_purpose"),
    path("clb/pupils/<uuid:pk>/ask/", views.ask_report, name="ask_report"),
    path("clb/requests/", views.report_requests, name="report_requests"),
    path("clb/requests/<uuid:pk>/", views.report_request, name="report_request"),
    path("clb/invite/<uuid:pk>/", views.invite_clb, name="invite_clb"),
]
