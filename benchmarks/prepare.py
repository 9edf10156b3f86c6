"""Who asks and for what: sessions and ids in a filled database, printed as JSON for the clients."""

import json
import sys

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402  # models need Django set up

from driehoek.access.models import User  # noqa: E402  # idem
from driehoek.attendance.models import Register  # noqa: E402  # idem
from driehoek.people.models import Membership, Pupil  # noqa: E402  # idem
from driehoek.procedures.models import Case  # noqa: E402  # idem
from driehoek.schools.models import Group  # noqa: E402  # idem
from driehoek.staffing.models import Job, Plan  # noqa: E402  # idem


def session(email: str) -> str:
    """A session as after a login with a second factor."""
    user = User.objects.get(email=email)
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def main() -> None:
    group = Group.objects.get(school__name="De Lindeboom", name="3A", school_year__startswith=str(_year()))
    taken = Register.objects.filter(group=group, part="pm").order_by("-day").values_list("day", flat=True).distinct()
    days = [day.isoformat() for day in taken[:8]]
    day = Register.objects.filter(group=group).latest("day").day
    adam = Pupil.objects.get(given_name="Adam", family_name="Nowak", memberships__group=group)
    case = Case.objects.get(definition="be.exclusion", school__name="De Lindeboom")
    children = Membership.objects.on(day).filter(group=group).values_list("pupil", flat=True)
    json.dump(
        {
            "teacher": session("kathleen.heylen@driehoek.example"),
            "director": session("rita.maes@driehoek.example"),
            "group": str(group.pk),
            "day": day.isoformat(),
            "days": days,
            "pupil": str(adam.pk),
            "centre": session("greet.lambert@driehoek.example"),
            "job": str(_job_of_sixty().pk),
            "children": [one.hex for one in children],
            "case": str(case.pk),
            "events": case.events.count(),
        },
        sys.stdout,
    )


def _job_of_sixty() -> Job:
    """A job of a plan of sixty, in the last year whose weights the circular gives."""
    plan = Plan.objects.get(board__name="CLB Leieland", school_year="2017-2018")
    Job.objects.bulk_create(
        Job(board_id=plan.board_id, plan=plan, office="maatschappelijk_werker", person=f"Werker {number}", fraction=1)
        for number in range(60 - plan.jobs.count())
    )
    return plan.jobs.get(person="Tine Vos")


def _year() -> int:
    today = timezone.localdate()
    return today.year if today.month >= 9 else today.year - 1


if __name__ == "__main__":
    main()
