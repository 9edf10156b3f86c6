"""The pages of incidents: who opens which, what comes back wrong, what the journal tells (SAF-6 to SAF-8, SAF-19)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.safety.models import Incident, IncidentDraft, Thread
from tests.cast import child

from .incident_story import long_served, now_at
from .test_incidents import of

__all__ = ["long_served"]


def typed(**more) -> dict[str, str]:
    yesterday = timezone.localdate() - timedelta(days=1)
    return {
        "day": yesterday.isoformat(),
        "at": "10:15",
        "place": "playground",
        "kinds": ["physical"],
        "serious": "yes",
        "done_at_once": "Binnen gehouden.",
        "p-TOTAL_FORMS": "2",
        "p-INITIAL_FORMS": "2",
        "p-0-name": "Daan de Wit",
        "p-0-whom": "school",
        "p-0-role": "victim",
        "p-0-description": "Geduwd.",
        "p-1-name": "",
        "p-1-whom": "school",
        "p-1-role": "",
        "p-1-description": "",
        **more,
    }


def test_fenna_reports_in_one_go_and_the_child_is_found_by_name(cast, client):
    client.force_login(cast.fenna)
    answer = client.post(reverse("incident_new"), typed())
    made = Incident.objects.get()
    assert answer.url == reverse("incident", args=[made.pk])
    assert made.threads.get().pupil == cast.daan
    page = client.get(answer.url).content.decode()
    assert "Daan de Wit" in page
    assert "Binnen gehouden." in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"place": ""}, "Waar"),
        ({"serious": ""}, "Zeg of het ernstig is"),
        ({"kinds": []}, "Kies wat het was"),
        ({"p-0-name": "Daan"}, "Daan de Wit"),
        ({"p-0-name": "Niemand Bekend"}, "Niemand op school heet zo"),
        ({"p-0-role": ""}, "Kies de rol"),
        ({"p-1-name": "daan de wit", "p-1-role": "witness"}, "staat er twee keer"),
        ({"day": "2999-01-01"}, "moet nog komen"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_kept(cast, client, wrong, told):
    client.force_login(cast.fenna)
    answer = client.post(reverse("incident_new"), typed(**wrong))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Incident.objects.exists()


def test_one_more_row_keeps_what_was_typed_as_a_draft_for_that_person_alone(cast, client):
    client.force_login(cast.fenna)
    page = client.post(reverse("incident_new"), typed(more="1")).content.decode()
    assert "Geduwd." in page
    assert IncidentDraft.objects.get().user == cast.fenna
    assert "Geduwd." in client.get(reverse("incident_new")).content.decode()
    client.post(reverse("incident_draft"), {"drop": "1"})
    assert "Geduwd." not in client.get(reverse("incident_new")).content.decode()
    client.post(reverse("incident_draft"), typed())
    client.force_login(cast.petra)
    assert "Geduwd." not in client.get(reverse("incident_new")).content.decode()
    client.force_login(cast.fenna)
    client.post(reverse("incident_new"), typed())
    assert not IncidentDraft.objects.exists()


def test_names_of_the_own_school_alone_are_offered(cast, client):
    client.force_login(cast.fenna)
    found = client.get(reverse("incident_who"), {"p-0-name": "da"}).content.decode()
    assert "Daan de Wit · Groep 5" in found
    assert "Adam" not in client.get(reverse("incident_who"), {"p-0-name": "ad"}).content.decode()
    assert "Petra Smit · personeel" in client.get(reverse("incident_who"), {"p-0-name": "pet"}).content.decode()


def test_a_parent_and_a_teacher_of_another_class_get_the_same_404(cast, client):
    incident = now_at(cast.lindeboom, cast.rita, [("victim", cast.adam)])
    row = of(incident, cast.adam)
    places = [reverse("incident", args=[incident.pk]), reverse("incident_thread", args=[row.pk])]
    for user in (cast.tom, cast.sam, cast.dirk, cast.clara, cast.oona, cast.mallory, cast.petra):
        client.force_login(user)
        assert [client.get(place).status_code for place in places] == [404, 404], user
    client.force_login(cast.kathleen)
    assert [client.get(place).status_code for place in places] == [200, 200]


def test_kathleen_sees_her_pupil_and_no_word_about_the_other_child(cast, client):
    people = [("victim", cast.adam, "Ilias duwde Adam op de speelplaats."), ("perpetrator", cast.ilias, "Werd boos.")]
    incident = now_at(cast.lindeboom, cast.rita, people)
    client.force_login(cast.kathleen)
    row = of(incident, cast.adam)
    for address in (
        reverse("incident", args=[incident.pk]),
        reverse("incident_thread", args=[row.pk]),
        reverse("incident_thread_print", args=[row.pk]),
        reverse("incidents"),
    ):
        page = client.get(address).content.decode()
        assert "Adam" in page
        assert "Ilias" not in page
        assert "Werd boos" not in page
    assert "[…] duwde Adam" in client.get(reverse("incident_thread", args=[row.pk])).content.decode()
    assert client.get(reverse("incident_thread", args=[of(incident, cast.ilias).pk])).status_code == 404


def test_a_print_leaves_out_the_others_for_the_direction_too_and_is_journalled(cast, client):
    incident = now_at(cast.lindeboom, cast.rita, [("victim", cast.adam, "Ilias duwde Adam."), ("witness", cast.ilias)])
    client.force_login(cast.rita)
    row = of(incident, cast.adam)
    assert "Ilias duwde" in client.get(reverse("incident_thread", args=[row.pk])).content.decode()
    assert "Ilias" not in client.get(reverse("incident_thread_print", args=[row.pk])).content.decode()
    assert Line.objects.filter(act="incident.print", pupil_id=cast.adam.pk).exists()


def test_opening_an_incident_writes_a_line_for_each_child_shown(cast, client):
    incident = now_at(cast.beuk, cast.petra, [("victim", cast.daan), ("perpetrator", cast.mila)])
    client.force_login(cast.ivo)
    client.get(reverse("incident", args=[incident.pk]))
    lines = Line.objects.filter(act="incident.read", actor_id=cast.ivo.pk)
    assert {line.pupil_id for line in lines} == {cast.daan.pk, cast.mila.pk}


def test_more_can_be_written_later_and_a_change_asks_its_reason(cast, client):
    row = of(now_at(cast.beuk, cast.fenna, [("victim", cast.daan, "Geduwd.")]), cast.daan)
    client.force_login(cast.petra)
    place = reverse("incident_thread_write", args=[row.pk])
    assert client.get(place).status_code == 200
    full = {
        "role": "victim",
        "description": "Geduwd.",
        "treatments": ["first_aid"],
        "material_damage": "Bril stuk",
        "material_cost": "120,50",
        "police_called": "on",
        "kind_physical": "duwen",
    }
    assert client.post(place, full).status_code == 302
    row.refresh_from_db()
    assert (row.treatments, row.kind_words, str(row.material_cost)) == (["first_aid"], {"physical": "duwen"}, "120.50")
    refused = client.post(place, {**full, "description": "Geslagen."})
    assert refused.status_code == 422
    assert "Zeg waarom" in refused.content.decode()
    assert client.post(place, {**full, "description": "Geslagen.", "reason": "Beelden bekeken."}).status_code == 302
    assert row.versions.get().reason == "Beelden bekeken."
    shown = client.get(reverse("incident_thread", args=[row.pk])).content.decode()
    for words in ("Geslagen.", "Bril stuk", "120,50", "Eerste hulp", "Beelden bekeken."):
        assert words.casefold() in shown.casefold()


def test_a_cost_without_its_damage_and_none_beside_a_treatment_are_refused(cast, client):
    row = of(now_at(cast.beuk, cast.fenna, [("victim", cast.daan)]), cast.daan)
    client.force_login(cast.petra)
    wrong = {"role": "victim", "other_cost": "10", "treatments": ["none", "hospital"]}
    answer = client.post(reverse("incident_thread_write", args=[row.pk]), wrong)
    assert answer.status_code == 422
    assert "Zeg wat de schade is" in answer.content.decode()
    assert "gaat niet samen" in answer.content.decode()


def test_fenna_writes_on_until_petra_does(cast, client):
    row = of(now_at(cast.beuk, cast.fenna, [("victim", "Een vader")]), "Een vader")
    client.force_login(cast.fenna)
    place = reverse("incident_thread_write", args=[row.pk])
    assert client.get(place).status_code == 200
    client.force_login(cast.petra)
    client.post(place, {"role": "victim", "standing": "parent", "description": "Op zijn voet getrapt."})
    client.force_login(cast.fenna)
    assert client.get(place).status_code == 404
    assert "voet" not in client.get(reverse("incident_thread", args=[row.pk])).content.decode()


def test_a_talk_report_and_the_return(cast, client):
    row = of(now_at(cast.beuk, cast.fenna, [("victim", cast.daan)]), cast.daan)
    client.force_login(cast.bas)
    today = timezone.localdate().isoformat()
    given = {
        "code": "aftercare_contact_parents",
        "on": today,
        "with_whom": "moeder",
        "held_by": str(cast.bas.pk),
        "agreed": "Zij haalt hem op.",
        "at_home": "Slaapt slecht.",
        "feels_safe": "",
    }
    place = reverse("incident_talk", args=[row.pk])
    assert client.post(place, {**given, "with_whom": ""}).status_code == 422
    assert client.post(place, given).status_code == 302
    shown = client.get(reverse("incident_thread", args=[row.pk])).content.decode()
    assert "Zij haalt hem op." in shown
    assert "contact met de ouders" in shown.casefold()
    assert client.post(reverse("incident_return", args=[row.pk]), {"on": today}).status_code == 302
    assert Duty.objects.open().filter(code="aftercare_safety_check").exists()
    unsaid = {**given, "code": "aftercare_safety_check"}
    assert "veilig" in client.post(place, unsaid).content.decode()
    assert client.post(place, {**unsaid, "feels_safe": "true"}).status_code == 302


def test_every_duty_of_care_leads_to_the_part_it_is_about_and_says_why(cast, client):
    row = of(now_at(cast.beuk, cast.fenna, [("victim", cast.daan)]), cast.daan)
    client.force_login(cast.bas)
    duty = Duty.objects.get(code="aftercare_talk")
    assert reverse("incident_thread", args=[row.pk]) in client.get(reverse("duty", args=[duty.pk])).content.decode()
    why = client.get(reverse("duty_why", args=[duty.pk]))
    assert why.status_code == 200
    assert "bijlage 6 en 7" in why.content.decode()


def test_closing_names_what_is_missing_and_asks_why(cast, client):
    incident = now_at(cast.beuk, cast.fenna, [("victim", cast.daan)])
    client.force_login(cast.petra)
    place = reverse("incident_close", args=[incident.pk])
    assert "contact met de ouders" in client.get(place).content.decode()
    assert client.post(place, {"reason": ""}).status_code == 422
    assert client.post(place, {"reason": "Verhuisd."}).status_code == 302
    shown = client.get(reverse("incident", args=[incident.pk])).content.decode()
    assert "Verhuisd." in shown
    assert "contact met de ouders" in shown
    client.post(reverse("incident_reopen", args=[incident.pk]))
    assert "Verhuisd." not in client.get(reverse("incident", args=[incident.pk])).content.decode()


def test_who_only_cares_for_it_does_not_close_it(cast, client):
    incident = now_at(cast.beuk, cast.fenna, [("victim", cast.daan)])
    client.force_login(cast.ivo)
    assert client.get(reverse("incident_close", args=[incident.pk])).status_code == 404
    assert client.get(reverse("incident_correct", args=[incident.pk])).status_code == 200


def test_a_correction_of_the_incident_itself_keeps_its_history(cast, client):
    incident = now_at(cast.beuk, cast.fenna, [("victim", cast.daan)])
    client.force_login(cast.petra)
    place = reverse("incident_correct", args=[incident.pk])
    given = {
        "day": timezone.localdate().isoformat(),
        "at": "00:00",
        "place": "gym",
        "kinds": ["verbal"],
        "serious": "no",
    }
    assert client.post(place, given).status_code == 422
    assert client.post(place, {**given, "reason": "Het was in de gymzaal."}).status_code == 302
    assert not Duty.objects.open().exists()
    assert "Het was in de gymzaal." in client.get(reverse("incident", args=[incident.pk])).content.decode()


def test_one_more_person_and_one_taken_off(cast, client):
    incident = now_at(cast.beuk, cast.fenna, [("victim", cast.daan)])
    client.force_login(cast.fenna)
    place = reverse("incident_person", args=[incident.pk])
    person = {"name": "Daan de Wit", "whom": "school", "role": "witness", "description": ""}
    assert "staat al in dit incident" in client.post(place, person).content.decode()
    assert client.post(place, {**person, "name": "Mila Bakker"}).status_code == 302
    client.force_login(cast.petra)
    off = reverse("incident_thread_off", args=[of(incident, cast.mila).pk])
    assert client.post(off, {"reason": "Was er niet bij."}).status_code == 302
    assert not Thread.objects.standing().filter(pupil=cast.mila).exists()


def test_of_two_of_one_name_the_reporter_chooses_who_it_is_and_not_how_it_is_written(cast, client):
    """SAF-6: the typed name means nobody, both are offered with class and birth date, and the choice is of a child."""
    twin = child(cast.groep_5, "Daan", "de Wit", date(2017, 3, 3), "tweede-daan")
    client.force_login(cast.fenna)
    page = client.post(reverse("incident_new"), typed()).content.decode()
    assert "Kies hieronder wie het is" in page
    assert "3 maart 2017" in page
    assert f'value="{twin.pk}"' in page
    assert not Incident.objects.exists()
    client.post(reverse("incident_new"), typed(**{"p-0-which": str(cast.noor.pk)}))  # nobody of that name
    assert not Incident.objects.exists()
    client.post(reverse("incident_new"), typed(**{"p-0-which": str(twin.pk)}))
    assert Incident.objects.get().threads.get().pupil == twin
