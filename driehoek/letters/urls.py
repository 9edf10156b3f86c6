from django.urls import path

from . import feed, views

urlpatterns = [
    path("letters/", views.letters, name="letters"),
    path("letters/print/", views.letter_batch, name="letter_batch"),
    path("letters/<uuid:pk>/", views.letter, name="letter"),
    path("letters/<uuid:pk>/letter.pdf", views.letter_pdf, name="letter_pdf"),
    path("letters/<uuid:pk>/edit/", views.letter_edit, name="letter_edit"),
    path("letters/<uuid:pk>/fix/", views.letter_finalise, name="letter_finalise"),
    path("letters/<uuid:pk>/discard/", views.letter_discard, name="letter_discard"),
    path("letters/<uuid:pk>/revise/", views.letter_revise, name="letter_revise"),
    path("letters/<uuid:pk>/send/", views.letter_dispatch, name="letter_dispatch"),
    path("letters/sent/<uuid:pk>/<str:kind>/", views.letter_delivery, name="letter_delivery"),
    path("letters/sent/<uuid:pk>/take/back/", views.dispatch_withdraw, name="dispatch_withdraw"),
    path("letters/proof/<uuid:pk>/", views.letter_proof, name="letter_proof"),
    path("calendar/", feed.calendar_address, name="calendar_address"),
    path("calendar/<str:secret>.ics", feed.calendar_feed, name="calendar_feed"),
    path("schools/<uuid:school>/mandate/", views.board_mandate, name="board_mandate"),
    path("schools/<uuid:school>/letterhead/", views.letterhead, name="letterhead"),
]
