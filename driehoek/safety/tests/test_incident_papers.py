"""From an incident: attachments, the accident and its form, claims, the insurer, talking it over (SAF-7, SAF-19)."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from driehoek.access.queries import actor_of
from driehoek.duties.models import Duty
from driehoek.letters.kinds import KINDS
from driehoek.letters.models import Letter
from driehoek.safety.actions import accidents
from driehoek.safety.models import Accident, Incident, PlanAction, Thread
from driehoek.safety.queries import papers

from .incident_story import long_served, now_at
from .test_incidents import of

__all__ = ["long_served"]

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def test_an_attachment_is_for_who_reads_all_and_for_who_added_it(cast, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = of(now_at(cast.beuk, cast.petra, [("victim", cast.daan)]), cast.daan)
    client.force_login(cast.petra)
    place = reverse("incident_file_add", args=[row.pk])
    assert client.post(place, {"file": SimpleUploadedFile("lijst.exe", b"MZ")}).status_code == 422
    assert client.post(place, {"file": SimpleUploadedFile("aangifte.pdf", PDF)}).status_code == 302
    kept = reverse("incident_file", args=[row.files.get().pk])
    assert b"".join(client.get(kept).streaming_content) == PDF
    client.force_login(cast.fenna)
    assert client.get(kept).status_code == 404
    client.force_login(cast.petra)
    assert client.post(reverse("incident_file_remove", args=[row.files.get().pk])).status_code == 302
    assert not row.files.exists()


def test_an_accident_is_recorded_and_its_form_drafted_for_the_labour_inspectorate(cast, client):
    row = of(
        now_at(cast.beuk, cast.petra, [("victim", cast.daan, "Van het klimrek gevallen.")], ["accident"]), cast.daan
    )
    client.force_login(cast.petra)
    place = reverse("incident_accident", args=[row.pk])
    assert client.get(place).status_code == 200
    wrong = client.post(place, {"admitted": "false", "admitted_within_hours": "3"})
    assert "Vul hier ja in" in wrong.content.decode()
    full = {
        "admitted": "true",
        "admitted_within_hours": "3",
        "injury": "gebroken arm",
        "injured_part": "linkerarm",
        "nature": "val",
        "birth_date": "2018-01-05",
    }
    assert client.post(place, full).status_code == 302
    assert Accident.objects.get().reported
    page = client.get(place).content.decode()
    assert "direct bij de arbeidsinspectie" in page
    assert "kan niet berekend" not in page
    assert page.count('<option value="true" selected>') == 1
    assert client.post(place, {**full, "injury": "gekneusde arm"}).status_code == 422
    assert client.post(place, {**full, "injury": "gekneusde arm", "reason": "Foto was goed."}).status_code == 302
    draft = reverse("incident_paper", args=[row.pk, "accident_form"])
    page = client.get(draft)
    assert page.status_code == 200
    known = page.context["form"].initial
    answer = client.post(draft, {**known, "recipients": ["staff"]})
    assert answer.status_code == 302, answer.context["form"].errors
    letter = Letter.objects.get()
    assert letter.data["injury"] == "gekneusde arm"
    assert client.get(answer.url).status_code == 200
    assert client.get(reverse("letter_pdf", args=[letter.pk])).content.startswith(b"%PDF")
    client.force_login(cast.ivo)
    assert client.get(answer.url).status_code == 404
    client.force_login(cast.bas)
    assert client.get(answer.url).status_code == 200


def test_the_register_of_a_year_and_the_look_at_it(cast, client):
    row = of(now_at(cast.beuk, cast.petra, [("victim", cast.daan)], ["accident"]), cast.daan)
    accident = accidents.begun(row)
    accident.admitted, accident.absent_working_days = False, 6
    accidents.record(actor_of(cast.petra), accident)
    client.force_login(cast.petra)
    place = reverse("accidents", args=[cast.beuk.pk])
    page = client.get(place).content.decode()
    assert "Daan de Wit" in page
    assert "Niemand heeft dit jaar nog bekeken" in page
    year = timezone.localdate().year
    told = {"on": timezone.localdate().isoformat(), "conclusions": "Het klimrek.", "measures": "Valdemping."}
    assert client.post(reverse("accident_review", args=[cast.beuk.pk, year]), told).status_code == 302
    assert "Valdemping." in client.get(place).content.decode()
    assert client.get(reverse("accidents", args=[cast.lindeboom.pk])).status_code == 404
    client.force_login(cast.fenna)
    assert client.get(place).status_code == 404


def test_the_damage_claim_holds_the_sentence_of_the_protocol(cast, client):
    people = [("victim", cast.fenna, "Kreeg een klap."), ("perpetrator", "De heer De Wit")]
    row = of(now_at(cast.beuk, cast.petra, people, ["physical"]), cast.fenna)
    row.material_damage, row.material_cost = "Bril stuk", 240
    row.save()
    client.force_login(cast.bas)
    place = reverse("incident_paper", args=[row.pk, "staff_damage_claim"])
    known = client.get(place).context["form"].initial
    assert known["offender"] == "De heer De Wit"
    answer = client.post(place, {**known, "recipients": ["staff"], "staff_function": "groepsleerkracht"})
    text = strip_tags(client.get(answer.url).content.decode())
    assert "hierbij aansprakelijk voor de door mij in mijn functie van groepsleerkracht" in text
    assert Letter.objects.get().signer["name"] == "Fenna Visser"


def test_papers_that_the_facts_do_not_call_for_are_not_there(cast, client):
    row = of(now_at(cast.beuk, cast.petra, [("witness", cast.daan)]), cast.daan)
    client.force_login(cast.bas)
    for name in ("accident_form", "incident_police", "staff_damage_claim", "nothing"):
        assert client.get(reverse("incident_paper", args=[row.pk, name])).status_code == 404


def test_the_papers_for_the_insurer_are_ticked_off(cast, client):
    row = of(now_at(cast.lindeboom, cast.rita, [("victim", cast.adam)]), cast.adam)
    row.physical_damage = "Tand gebroken"
    row.save()
    client.force_login(cast.zoe)
    assert client.post(reverse("incident_insurance", args=[row.pk]), {"done": ["told", "nonsense"]}).status_code == 302
    row.refresh_from_db()
    assert row.insurance == ["told"]
    page = client.get(reverse("incident_thread", args=[row.pk])).content.decode()
    assert reverse("incident_paper", args=[row.pk, "incident_insurance"]) in page
    assert "arbeidsinspectie" not in page.casefold()
    assert f"{reverse('case_new', args=[cast.adam.pk])}?origin=incident:" in page


def test_talking_it_over_gives_a_plan_and_who_has_an_action_reads_the_plan_alone(cast, client):
    incident = now_at(cast.beuk, cast.petra, [("victim", cast.daan)])
    client.force_login(cast.petra)
    place = reverse("incident_discussion_new", args=[incident.pk])
    assert client.get(place).status_code == 200
    day = timezone.localdate()
    given = {
        "audience": "pupils",
        "on": day.isoformat(),
        "leader": str(cast.ivo.pk),
        "rules": ["own_story"],
        "course": "Daan vertelde het zelf.",
        "a0-text": "Extra toezicht",
        "a0-holder": "class_teacher",
        "a0-due": (day + timedelta(days=7)).isoformat(),
        "a1-holder": "director",
        "a2-holder": "director",
    }
    assert "Kies de groep" in client.post(place, given).content.decode()
    answer = client.post(place, {**given, "group": str(cast.groep_5.pk)})
    assert answer.status_code == 302
    assert "Daan vertelde het zelf." in client.get(answer.url).content.decode()
    action = PlanAction.objects.get()
    client.force_login(cast.fenna)
    page = client.get(answer.url).content.decode()
    assert "Extra toezicht" in page
    assert "Daan vertelde het zelf." not in page
    done = {"done_on": day.isoformat(), "note": "Gebeurt."}
    assert client.post(reverse("incident_action", args=[action.pk]), done).status_code == 302
    assert not Duty.objects.open().filter(code="do_plan_action").exists()
    client.force_login(cast.sam)
    assert client.get(answer.url).status_code == 404


def test_the_list_filters_and_says_when_nothing_matches(cast, client):
    now_at(cast.beuk, cast.petra, [("victim", cast.daan)])
    client.force_login(cast.petra)
    place = reverse("incidents")
    assert "Daan de Wit" in client.get(place).content.decode()
    assert "Niets gevonden" in client.get(place, {"name": "Mila"}).content.decode()
    assert "Daan de Wit" in client.get(place, {"name": "daan", "kind": "physical", "sort": "place"}).content.decode()
    assert "Daan de Wit" not in client.get(place, {"state": "closed"}).content.decode()
    assert client.get(place, {"kind": "nonsense", "first": "x", "page": "y"}).status_code == 200


def test_a_claim_for_damage_says_what_the_colleague_does_at_school(cast):
    thread = Thread(incident=Incident(school=cast.beuk, happened_at=timezone.now()), user=cast.fenna)
    assert papers.known(None, thread, KINDS["nl.staff_damage_claim"])["staff_function"] == "groepsleerkracht"
