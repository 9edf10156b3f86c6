from django.urls import path

from .views import address, board, centrelist, setup, startlist

urlpatterns = [
    path("setup/", setup.setup, name="setup"),
    path("setup/done/", setup.done, name="setup_done"),
    path("setup/<str:token>/", setup.begin, name="setup_begin"),
    path("start/<uuid:pk>/", startlist.start_list, name="start_list"),
    path("start/<uuid:pk>/aside/", startlist.put_aside, name="start_aside"),
    path("start/<uuid:pk>/back/", startlist.take_back, name="start_back"),
    path("start/<uuid:pk>/<slug:slug>/aside/", startlist.item_aside, name="start_item_aside"),
    path("start/<uuid:pk>/<slug:slug>/back/", startlist.item_back, name="start_item_back"),
    path("start/<uuid:pk>/board-member/", board.first_member, name="start_board_member"),
    path("start/centre/<uuid:pk>/", centrelist.start_list, name="centre_start"),
    path("start/centre/<uuid:pk>/aside/", centrelist.put_aside, name="centre_aside"),
    path("start/centre/<uuid:pk>/back/", centrelist.take_back, name="centre_back"),
    path("start/centre/<uuid:pk>/<slug:slug>/aside/", centrelist.item_aside, name="centre_item_aside"),
    path("start/centre/<uuid:pk>/<slug:slug>/back/", centrelist.item_back, name="centre_item_back"),
    path("house/address/", address.house_address, name="house_address"),
    path("board/", board.board, name="board"),
    path("board/<uuid:pk>/school/", board.new_school, name="board_school"),
    path("board/<uuid:pk>/person/", board.new_person, name="board_person"),
    path("board/<uuid:pk>/community/", board.community, name="board_community"),
    path("board/<uuid:pk>/link/<slug:kind>/", board.link, name="board_link"),
    path("board/person/<uuid:pk>/again/", board.again, name="board_again"),
    path("board/school/<uuid:pk>/director/", board.director, name="board_director"),
]
