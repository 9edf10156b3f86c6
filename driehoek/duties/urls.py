from django.urls import path

from . import views

urlpatterns = [
    path("today/", views.today, name="today"),
    path("today/mail/", views.daily_mail, name="daily_mail"),
    path("duties/<uuid:pk>/", views.duty, name="duty"),
    path("duties/<uuid:pk>/take-back/", views.duty_take_back, name="duty_take_back"),
    path("duties/<uuid:pk>/why/", views.duty_why, name="duty_why"),
]
