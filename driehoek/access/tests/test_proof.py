"""An account is proved, and every door asks the same (issue 9, item 8; faults/security.md)."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from driehoek.access.accounts import is_proved
from driehoek.access.functions import Function
from driehoek.access.invitations import letter_code
from driehoek.access.models import Appointment, User
from driehoek.access.second_factor import OPEN_WHILE_PENDING
from driehoek.journal.models import Line
from tests.cast import LEIE, OTHER, appoint

SECRET = "een lang en onbekend wachtwoord"


@pytest.fixture(autouse=True)
def _quick_and_uncounted(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield
    cache.clear()


def below_account(patterns=None, prefix: str = ""):
    """Every address of the product below /account/, with something in its places."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(one.pattern).lstrip("^")
        if isinstance(one, URLResolver):
            yield from below_account(one.url_patterns, path)
        elif isinstance(one, URLPattern) and path.startswith("account/"):
            yield one.name, "/" + re.sub(r"<uuid:\w+>", "0" * 8 + "-0000" * 3 + "-" + "0" * 12, path)


def without_factor(user: User) -> User:
    user.authenticator_set.all().delete()
    return user


def test_with_a_password_alone_staff_reach_nothing_below_account_but_the_way_to_the_factor(cast, client) -> None:
    client.force_login(without_factor(cast.sam))
    opened = {}
    for name, path in below_account():
        answer = client.get(re.sub(r"\(\?P.*$|<[^>]*>", "1", path).rstrip("$"))
        if answer.headers.get("Location") != reverse("second_factor"):
            opened[name] = answer.status_code
        client.force_login(cast.sam)
    assert set(opened) <= OPEN_WHILE_PENDING


def test_a_token_is_no_way_around_the_second_factor(cast, client) -> None:
    secret = token(cast.kathleen)
    assert called(client, secret) == 200
    without_factor(cast.kathleen)
    assert called(client, secret) == 401


def token(user: User) -> str:
    client = Client()
    client.force_login(user)
    answer = client.post(reverse("tokens"), {"name": "x", "scopes": ["roster"], "ends_on": "2026-12-31"})
    return answer.context["secret"]


def called(client: Client, secret: str) -> int:
    return client.get("/api/roster/schools", headers={"Authorization": f"Bearer {secret}"}).status_code


def test_tokens_and_other_sessions_end_with_the_password_and_the_owner_hears_of_it(cast, client) -> None:
    user = cast.kathleen
    user.set_password(SECRET)
    user.save()
    secret, elsewhere = token(user), Client()
    elsewhere.force_login(user)
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": SECRET})
    data = {"oldpassword": SECRET, "password1": SECRET + "2", "password2": SECRET + "2"}
    client.post(reverse("account_change_password"), data)
    assert called(client, secret) == 401
    assert elsewhere.get(reverse("policy")).status_code == 302
    assert "_auth_user_id" in client.session
    (told,) = mail.outbox
    assert (told.to, "Heylen" in told.subject) == ([user.email], False)


def test_a_reset_factor_ends_sessions_and_tokens(cast, client) -> None:
    secret, open_one = token(cast.tom), Client()
    open_one.force_login(cast.tom)
    client.force_login(cast.rita)
    client.post(reverse("reset_second_factor", args=[Appointment.objects.get(user=cast.tom).pk]))
    Authenticator.objects.create(user=cast.tom, type=Authenticator.Type.TOTP, data={})
    assert called(Client(), secret) == 401
    assert reverse("account_login") in open_one.get("/").headers["Location"]
    assert mail.outbox[-1].to == [cast.tom.email]


def test_only_who_manages_all_functions_of_a_person_takes_the_factor_away(cast, client) -> None:
    here = cast.kathleen.appointments.get()
    row = appoint(cast.kathleen, Function.COUNSELLOR, OTHER, school=cast.elsewhere)
    client.force_login(cast.mallory)
    client.post(reverse("reset_second_factor", args=[row.pk]))
    assert cast.kathleen.authenticator_set.exists()
    client.force_login(cast.rita)
    client.post(reverse("reset_second_factor", args=[here.pk]))
    assert cast.kathleen.authenticator_set.exists()


def a_function(cast, **changed) -> dict[str, object]:
    return {
        "given_name": "Nieuwe",
        "family_name": "Juf",
        "email": "nieuwe.juf@school.example",
        "phone": "",
        "function": "class_teacher",
        "school": str(cast.lindeboom.pk),
        "group": str(cast.class_4b.pk),
        "organisation": "",
        "deputy_for": "",
        "first_day": "2026-11-01",
        "last_day": "",
        **changed,
    }


def test_a_function_never_goes_to_an_account_because_of_its_address(cast, client) -> None:
    User.objects.filter(pk=cast.dirk.pk).update(email="nieuwe.juf@school.example")
    client.force_login(cast.rita)
    page = client.post(reverse("appoint"), a_function(cast))
    assert "Dirk Nowak (ouder)" in page.content.decode()  # whose account it is, because this school knows him
    assert not Appointment.objects.filter(user=cast.dirk, function="class_teacher").exists()


def test_the_name_behind_an_address_elsewhere_is_not_told(cast, client) -> None:
    client.force_login(cast.mallory)
    page = client.post(
        reverse("appoint"),
        a_function(cast, email=cast.kathleen.email, school=str(cast.elsewhere.pk), group="", function="secretariat"),
    )
    assert "email" in page.context["form"].errors
    assert "Kathleen" not in page.content.decode().replace(cast.kathleen.email, "")
    assert not Appointment.objects.filter(school=cast.elsewhere, function="secretariat").exists()


def test_an_equal_name_asks_who_it_is_and_the_imported_teacher_gets_the_address(cast, client) -> None:
    brought = User.objects.create_user(None, given_name="Jan", family_name="Vermeer")
    appoint(brought, Function.CLASS_TEACHER, LEIE, school=cast.lindeboom, group=cast.class_3a)
    client.force_login(cast.rita)
    jan = a_function(cast, given_name="jan", family_name="Vermeer", email="jan@school.example")
    assert "person" in client.post(reverse("appoint"), jan).context["form"].errors
    client.post(reverse("appoint"), jan | {"person": str(brought.pk)})
    brought.refresh_from_db()
    assert (brought.email, brought.appointments.count()) == ("jan@school.example", 2)
    client.post(reverse("appoint"), jan | {"person": "new", "email": "jan2@school.example"})
    assert User.objects.filter(family_name="Vermeer").count() == 2


@pytest.mark.parametrize(("broken", "says"), [(True, "nam de uitnodiging niet aan"), (False, "verstuurd")])
def test_a_mail_server_that_is_down_keeps_the_function_and_says_so(cast, client, settings, broken, says) -> None:
    if broken:
        settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    client.force_login(cast.rita)
    page = client.post(reverse("appoint"), a_function(cast), follow=True)
    assert says in page.content.decode()
    assert Appointment.objects.filter(user__email="nieuwe.juf@school.example").exists()
    assert Line.objects.filter(act="person.invited").get().facts["mail"] == ("failed" if broken else "sent")


def test_where_no_mail_is_set_up_the_invitation_waits_and_is_handed_over(cast, client, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    client.force_login(cast.rita)
    page = client.post(reverse("appoint"), a_function(cast), follow=True).content.decode()
    assert "De uitnodiging wacht" in page
    assert "verstuurd" not in page
    row = Appointment.objects.get(user__email="nieuwe.juf@school.example")
    shown = client.post(reverse("hand_over", args=[row.pk])).content.decode()
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", shown)[0]
    assert code.replace("-", "") not in str(list(row.user.letter_codes.values()))
    link = re.search(r"http://testserver(/invitation/[^\s<]+)", shown)[1]
    assert Client().get(link, follow=True).context["validlink"]


def test_a_link_from_the_mailbox_proves_the_address_and_one_handed_over_does_not(cast, client) -> None:
    client.force_login(cast.rita)
    for address, handed in (("een@school.example", False), ("twee@school.example", True)):
        client.post(reverse("appoint"), a_function(cast, given_name=address[:4], email=address))
        row = Appointment.objects.get(user__email=address)
        text = client.post(reverse("hand_over", args=[row.pk])).content.decode() if handed else mail.outbox[-1].body
        path = re.search(r"/invitation/[^\s<]+", text)[0]
        visitor = Client()
        where = visitor.get(path, follow=True).redirect_chain[-1][0]
        visitor.post(where, {"new_password1": SECRET, "new_password2": SECRET})
        assert User.objects.get(email=address).check_password(SECRET)
        assert is_proved(User.objects.get(email=address)) is not handed


def test_a_code_opens_one_account_once_and_wrong_ones_are_counted(cast, client) -> None:
    unused = make_password(None)  # nobody logs in with it yet
    User.objects.filter(pk=cast.dirk.pk).update(email=None, password=unused)
    code = letter_code(User.objects.get(pk=cast.dirk.pk))
    page = client.post(reverse("letter_code"), {"code": "AAAA-BBBB-CCCC"})
    assert page.status_code == 422
    assert "kennen we niet" in page.content.decode()
    assert client.post(reverse("letter_code"), {"code": f" {code.lower().replace('-', ' ')}"}).status_code == 302
    taken = client.post(reverse("open_account"), {"email": cast.rita.email} | passwords())
    assert "email" in taken.context["form"].errors
    client.post(reverse("open_account"), {"email": "dirk@thuis.example"} | passwords())
    assert client.get(reverse("my_child")).status_code == 200
    assert not is_proved(User.objects.get(pk=cast.dirk.pk))
    assert Client().post(reverse("letter_code"), {"code": code}).status_code == 422
    for _try in range(30):
        Client().post(reverse("letter_code"), {"code": "AAAA-BBBB-CCCC"})
    late = Client().post(reverse("letter_code"), {"code": letter_code(cast.dirk)})
    assert "Wacht tien minuten" in late.content.decode()


def passwords() -> dict[str, str]:
    return {"new_password1": SECRET, "new_password2": SECRET}


def test_whom_a_roster_brought_is_invited_with_an_address_or_joined_to_the_account(cast, client) -> None:
    new = User.objects.create_user(None, given_name="An", family_name="Nieuw")
    same = User.objects.create_user(None, given_name="Tom", family_name="Aerts")
    rows = [
        appoint(user, Function.CLASS_TEACHER, LEIE, school=cast.lindeboom, group=cast.class_3a) for user in (new, same)
    ]
    client.force_login(cast.rita)
    listed = client.get(reverse("invite_all")).content.decode()
    assert "An Nieuw" in listed
    assert "dezelfde persoon" in listed
    client.post(reverse("invite_all"), {f"{rows[0].pk}-email": "an@school.example"})
    assert [one.to for one in mail.outbox] == [["an@school.example"]]
    assert client.post(reverse("same_person", args=[rows[1].pk]), {"account": str(cast.rita.pk)}).status_code == 404
    client.post(reverse("same_person", args=[rows[1].pk]), {"account": str(cast.tom.pk)})
    assert cast.tom.appointments.count() == 2
    assert not same.appointments.exists()


def test_one_address_is_not_given_to_two_people_of_one_page(cast, client) -> None:
    people = [User.objects.create_user(None, given_name=name, family_name="Nieuw") for name in ("An", "Bo")]
    rows = [appoint(one, Function.CLASS_TEACHER, LEIE, school=cast.lindeboom, group=cast.class_3a) for one in people]
    client.force_login(cast.rita)
    twice = {f"{rows[0].pk}-email": "nieuw@school.example", f"{rows[1].pk}-email": "Nieuw@School.example"}
    page = client.post(reverse("invite_all"), twice)
    assert page.content.decode().count("staat hier twee keer") >= len(rows)
    assert not User.objects.filter(email="nieuw@school.example").exists()
    assert not mail.outbox
