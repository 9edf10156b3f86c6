"""No form, no dose (SAF-14; Schoolreglement MLER_063, 13.3.1)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from driehoek.access.functions import Function
from driehoek.access.models import Appointment
from driehoek.duties.models import Duty
from driehoek.journal.models import Line
from driehoek.pupils.models import Consent
from driehoek.safety.models.medication import Dose, MedicationForm
from tests.cast import LEIE, MEIERIJ, MONDAY, appoint, person

pytestmark = pytest.mark.usefixtures("noon")
PDF = b"%PDF-1.4\n%%EOF\n"


def tap(client, form, slot="12:00", **more):
    return client.post(reverse("medication_give", args=[form.pk]), {"tap": "1", "slot": slot, **more})


def filled(cast, **changed):
    return {
        "medicine": "Siroop",
        "dose": "5 ml",
        "times": "12.00, 15:30",
        "first_day": "2026-11-23",
        "last_day": "2026-12-04",
        "storage": "Koelkast",
        "expires_on": "2027-05-01",
        "physician": "Dr. Wouters",
        "physician_phone": "050 00 00 00",
        "physician_signed_on": "2026-11-20",
        "parent_signed_on": "2026-11-22",
        "parent": str(cast.adam.guardianships.get().guardian_id),
        "consents": "on",
        **changed,
    }


def test_kathleen_gives_the_dose_of_noon_with_one_tap_and_it_stands_in_the_register(cast, client, form) -> None:
    client.force_login(cast.kathleen)
    shown = client.get(reverse("medication"))
    assert [(one.slot, one.state) for one in shown.context["due"]] == [("12:00", "now")]
    tap(client, form)
    dose = Dose.objects.get()
    assert (dose.given_by, dose.amount, dose.slot, dose.outcome) == (cast.kathleen, "5 ml", "12:00", "given")
    assert Line.objects.filter(act="medication.dose", pupil_id=cast.adam.pk).count() == 1
    assert [one.state for one in client.get(reverse("medication")).context["due"]] == ["done"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"parent_signed_on": None}, "De ouder heeft het formulier niet getekend."),
        ({"physician_signed_on": None}, "De arts heeft het formulier niet getekend."),
        ({"last_day": date(2026, 11, 22)}, "De laatste dag van het formulier is voorbij."),
        ({"first_day": date(2026, 11, 24)}, "Het formulier telt nog niet op deze dag."),
        ({"expires_on": date(2026, 11, 22)}, "De medicatie zelf is over datum."),
        ({"stopped_on": MONDAY}, "Het formulier is stopgezet."),
    ],
)
def test_without_a_form_that_counts_no_dose_is_given_and_the_source_is_named(cast, client, form, changed, why) -> None:
    MedicationForm.objects.filter(pk=form.pk).update(**changed)
    client.force_login(cast.kathleen)
    answer = tap(client, form).content.decode()
    assert why in answer
    assert "Schoolreglement, punt 13.3.1" in answer
    assert not Dose.objects.exists()


def test_the_last_day_of_the_form_still_counts(cast, client, form) -> None:
    MedicationForm.objects.filter(pk=form.pk).update(last_day=MONDAY, expires_on=MONDAY)
    client.force_login(cast.kathleen)
    tap(client, form)
    assert Dose.objects.count() == 1


def test_twice_for_the_same_time_and_too_early_warn_and_are_given_by_who_read_the_warning(
    cast, client, form, time_machine
) -> None:
    client.force_login(cast.kathleen)
    time_machine.move_to("2026-11-23T11:20:00+01:00", tick=False)
    assert [code for code, _text in tap(client, form).context["warned"]] == ["early"]
    assert not Dose.objects.exists()
    tap(client, form, despite="early")
    time_machine.move_to("2026-11-23T12:05:00+01:00", tick=False)
    assert {code for code, _text in tap(client, form).context["warned"]} == {"again", "often"}
    assert Dose.objects.get().warned == ["early"]


def test_a_medicine_when_needed_keeps_its_hours_between(cast, client, form, time_machine) -> None:
    MedicationForm.objects.filter(pk=form.pk).update(times=[], most_a_day=3, hours_between=4)
    client.force_login(cast.kathleen)
    tap(client, form, slot="")
    time_machine.move_to("2026-11-23T14:00:00+01:00", tick=False)
    assert [code for code, _text in tap(client, form, slot="").context["warned"]] == ["close"]
    time_machine.move_to("2026-11-23T16:05:00+01:00", tick=False)
    client.force_login(cast.kathleen)  # two hours without a click end a session
    tap(client, form, slot="")
    assert Dose.objects.count() == 2


def test_only_who_may_gives_it_and_the_others_find_nothing(cast, client, form) -> None:
    for user, status in ((cast.tom, 404), (cast.sam, 404), (cast.bas, 404), (cast.clara, 404), (cast.zoe, 302)):
        client.force_login(user)
        assert tap(client, form).status_code == status, user
    assert Dose.objects.count() == 1


def test_a_first_aider_gives_over_the_whole_school(cast, client, form) -> None:
    Appointment.objects.filter(user=cast.tom).delete()
    appoint(cast.tom, Function.FIRST_AIDER, LEIE, school=cast.lindeboom)
    client.force_login(cast.tom)
    tap(client, form)
    assert Dose.objects.get().given_by == cast.tom


def test_consent_withdrawn_closes_the_form_for_everybody(cast, client, form) -> None:
    Consent.objects.update(withdrawn_on=MONDAY)
    client.force_login(cast.kathleen)
    assert client.get(reverse("medication_form", args=[form.pk])).status_code == 404
    assert client.get(reverse("medication")).context["due"] == []


def test_a_mistaken_tap_is_undone_the_same_day_and_the_line_stays(cast, client, form, time_machine) -> None:
    client.force_login(cast.kathleen)
    tap(client, form)
    client.post(reverse("dose_undo", args=[Dose.objects.get().pk]))
    assert Dose.objects.count() == 2
    assert not Dose.objects.standing().exists()
    tap(client, form)
    time_machine.move_to("2026-11-24T09:00:00+01:00", tick=False)
    last = Dose.objects.standing().get()
    client.post(reverse("dose_undo", args=[last.pk]))
    assert Dose.objects.standing().get() == last


def test_a_line_is_corrected_only_with_a_reason_and_both_stay(cast, client, form) -> None:
    client.force_login(cast.kathleen)
    tap(client, form)
    address = reverse("dose_correct", args=[Dose.objects.get().pk])
    entered = {"slot": "12:00", "outcome": "given", "day": "2026-11-23", "clock": "11:55", "amount": "2,5 ml"}
    assert client.post(address, {**entered, "reason": ""}).context["form"].errors["reason"]
    client.post(address, {**entered, "reason": "Half genomen"})
    assert [one.amount for one in Dose.objects.standing()] == ["2,5 ml"]
    assert Dose.objects.count() == 2
    assert client.post(address, {**entered, "reason": "nog eens"}).status_code == 404


def test_a_dose_that_was_not_taken_is_noted_without_any_warning(cast, client, form) -> None:
    client.force_login(cast.kathleen)
    entered = {"slot": "12:00", "outcome": "absent", "day": "2026-11-23", "clock": "12:05"}
    client.post(reverse("medication_give", args=[form.pk]), entered)
    assert Dose.objects.get().outcome == "absent"


def test_zoe_takes_in_a_form_with_the_consent_and_its_duties_name_no_child(cast, client) -> None:
    client.force_login(cast.zoe)
    client.post(reverse("medication_new", args=[cast.adam.pk]), filled(cast))
    form = MedicationForm.objects.get()
    assert form.times == ["12:00", "15:30"]
    assert Consent.objects.get().given_on == date(2026, 11, 22)
    duties = {duty.code: duty for duty in Duty.objects.open()}
    assert {code: duty.due for code, duty in duties.items()} == {
        "renew_medication_form": date(2026, 12, 4),
        "replace_medicine": date(2027, 5, 1),
    }
    assert {duty.pupil_id for duty in duties.values()} == {None}
    assert {duty.holder for duty in duties.values()} == {"care_coordinator"}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"consents": ""}, "consents"),
        ({"parent_signed_on": ""}, "parent_signed_on"),
        ({"last_day": "2026-11-01"}, "last_day"),
        ({"expires_on": "2026-11-22"}, "expires_on"),
        ({"times": "noon"}, "times"),
        ({"times": ""}, "most_a_day"),
        ({"physician_signed_on": "2026-11-24"}, "physician_signed_on"),
        ({"parent": "00000000-0000-0000-0000-000000000009"}, "parent"),
    ],
)
def test_bad_input_names_the_field_and_writes_nothing(cast, client, changed, field) -> None:
    client.force_login(cast.zoe)
    answer = client.post(reverse("medication_new", args=[cast.adam.pk]), filled(cast, **changed))
    assert field in answer.context["form"].errors
    assert not MedicationForm.objects.exists()
    assert not Consent.objects.exists()


def test_a_form_without_the_physician_is_kept_asks_for_the_signature_and_counts_when_it_came(cast, client) -> None:
    client.force_login(cast.zoe)
    client.post(reverse("medication_new", args=[cast.adam.pk]), filled(cast, physician_signed_on=""))
    form = MedicationForm.objects.get()
    assert Duty.objects.open().filter(code="sign_medication_form").exists()
    assert "no_physician" not in tap(client, form).content.decode()
    assert not Dose.objects.exists()
    client.post(
        reverse("medication_form_change", args=[form.pk]),
        {
            "storage": "Koelkast",
            "expires_on": "2027-05-01",
            "physician_phone": "1",
            "physician_signed_on": "2026-11-23",
        },
    )
    assert not Duty.objects.open().filter(code="sign_medication_form").exists()
    tap(client, form)
    assert Dose.objects.count() == 1


def test_a_new_form_for_the_same_medicine_takes_the_place_and_the_duties_of_the_old_one(cast, client, form) -> None:
    client.force_login(cast.zoe)
    client.post(reverse("medication_new", args=[cast.adam.pk]), filled(cast))
    form.refresh_from_db()
    assert form.followed_by == MedicationForm.objects.exclude(pk=form.pk).get()
    assert {duty.origin for duty in Duty.objects.open()} == {form.followed_by.duties_origin}
    assert [one.form for one in client.get(reverse("medication")).context["due"]] == [form.followed_by] * 2


def test_stopping_a_form_ends_its_duties(cast, client) -> None:
    client.force_login(cast.zoe)
    client.post(reverse("medication_new", args=[cast.adam.pk]), filled(cast))
    form = MedicationForm.objects.get()
    client.post(reverse("medication_form_stop", args=[form.pk]), {"on": "2026-11-23", "why": "Genezen"})
    assert not Duty.objects.open().exists()
    assert tap(client, form).context["stops"]


def test_the_scan_is_attached_and_opens_for_who_sees_the_form(cast, client, form, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    client.force_login(cast.zoe)
    upload = SimpleUploadedFile("formulier.pdf", PDF)
    client.post(reverse("medication_scan_add", args=[form.pk]), {"file": upload})
    scan = form.scans.get()
    assert b"".join(client.get(reverse("medication_scan", args=[scan.pk])).streaming_content) == PDF
    client.force_login(cast.tom)
    assert client.get(reverse("medication_scan", args=[scan.pk])).status_code == 404
    client.force_login(cast.kathleen)
    assert client.post(reverse("medication_scan_add", args=[form.pk]), {"file": upload}).status_code == 404


def test_the_empty_form_prints_with_and_without_a_name_in_both_countries(cast, client) -> None:
    for user, pupil in ((cast.kathleen, cast.noor), (cast.fenna, cast.mila)):
        client.force_login(user)
        for address in (reverse("medication_blank"), reverse("medication_blank_for", args=[pupil.pk])):
            answer = client.get(address)
            assert answer["Content-Type"] == "application/pdf"
            assert answer.content.startswith(b"%PDF")


def test_a_dutch_school_gives_on_the_same_condition(cast, client) -> None:
    nurse = person("Nel", "Zuster")
    appoint(nurse, Function.FIRST_AIDER, MEIERIJ, school=cast.beuk)
    assert client.get("/").status_code in {200, 302}
    client.force_login(cast.fenna)
    assert client.get(reverse("medication")).context["due"] == []
    assert client.get(reverse("medication_register", args=[cast.daan.pk])).status_code == 200
    assert client.get(reverse("medication_register", args=[cast.adam.pk])).status_code == 404
