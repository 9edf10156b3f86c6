from django.urls import path

from .invitations import accept
from .views import account, address, agreements, lock, logins, people, register, second_factor

urlpatterns = [
    path("no-function/", account.no_function, name="no_function"),
    path("invitation/<str:uidb64>/<str:token>/", accept, name="invitation"),
    path("second-factor/", second_factor.second_factor, name="second_factor"),
    path("second-factor/passkey/", second_factor.second_factor_passkey, name="second_factor_passkey"),
    path("second-factor/codes/", second_factor.second_factor_codes, name="second_factor_codes"),
    path("people/", people.people, name="people"),
    path("people/appoint/", people.appoint, name="appoint"),
    path("people/<uuid:pk>/", people.appointment, name="appointment"),
    path("people/<uuid:pk>/end-at-once/", people.end_at_once, name="end_at_once"),
    path("people/invite/", logins.invite_all, name="invite_all"),
    path("people/<uuid:pk>/invite/", logins.invite_again, name="invite_again"),
    path("people/<uuid:pk>/address/", logins.give_address, name="give_address"),
    path("people/<uuid:pk>/hand-over/", logins.hand_over, name="hand_over"),
    path("people/<uuid:pk>/same-person/", logins.same_person, name="same_person"),
    path("account/email/", address.change_address, name="account_email"),
    path("address/<str:token>/", address.address_shown, name="address_shown"),
    path("code/", logins.letter_code, name="letter_code"),
    path("code/account/", logins.open_account, name="open_account"),
    path("people/<uuid:pk>/second-factor/", people.reset_second_factor, name="reset_second_factor"),
    path("register/", register.register, name="register"),
    path("policy/", register.policy, name="policy"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/of-the-school/", agreements.school_agreements, name="school_agreements"),
    path("agreements/of-the-school/new/", agreements.distribute_agreement, name="distribute_agreement"),
    path("agreements/<uuid:pk>/", agreements.agreement, name="agreement"),
    path("screen/lock/", lock.lock, name="lock"),
    path("screen/unlock/", lock.unlock, name="unlock"),
]
