"""What an import did is told of pupils, classes, parents and teachers apart, and leads on (screens of a first day)."""

import pytest
from django.urls import reverse

from driehoek.access.models import Appointment
from driehoek.exchange import queries
from driehoek.exchange.models import ImportRun
from driehoek.people.models import Guardian, Pupil
from driehoek.schools.models import Group

from .importing import FILES, imported, planned, starting
from .test_pages import sent

COUNTED = {"pupils": Pupil, "classes": Group, "parents": Guardian}


def counted(run: ImportRun) -> dict[str, dict[str, int]]:
    return {line.slug: {what: many for what, _word, many in line.cells} for line in queries.summary(run)}


def test_each_number_of_the_summary_is_how_many_rows_came(cast) -> None:
    before = {slug: set(model.objects.values_list("pk", flat=True)) for slug, model in COUNTED.items()}
    run = imported(cast.lindeboom, FILES / "lindeboom.xml", by=cast.rita)
    told = counted(run)
    for slug, model in COUNTED.items():
        came = model.objects.exclude(pk__in=before[slug]).count()
        assert told.get(slug, {}).get("new", 0) == came, slug
    assert told["pupils"]["left"] == Pupil.objects.exclude(left_on=None).count() > 0
    assert told["staff"]["new"] == Appointment.objects.filter(user__email=None).values("user").distinct().count()
    assert sum(line.get("new", 0) for line in told.values()) == run.counts["new"]


@pytest.mark.parametrize("name", ["lindeboom.xml", "table.csv"])
def test_every_number_leads_to_so_many_lines(cast, client, name: str) -> None:
    client.force_login(cast.rita)
    run = planned(cast.lindeboom, FILES / name, by=cast.rita)
    address = reverse("roster_run", args=[run.pk])
    for line in queries.summary(run):
        for what, _word, many in line.cells:
            if what != "left" or line.slug == "pupils":
                assert f"?tab={what}&amp;of={line.slug}" in client.get(address).content.decode()
                answer = client.get(address, {"tab": what, "of": line.slug})
                assert answer.context["page"].paginator.count == many


def test_a_function_and_an_adult_that_the_next_file_no_longer_names_are_ended(cast, tmp_path) -> None:
    path = tmp_path / "lijst.csv"
    head = "leerlingnummer;voornaam;achternaam;geboortedatum;klas;leerjaar;leerkracht;ouder1;ouder2\n"
    path.write_text(f"{head}1;Bo;Bos;1/9/2017;3A;3;Jan Vermeer;An Bos;Piet Bos\n")
    imported(cast.lindeboom, path, by=cast.rita)
    path.write_text(f"{head}1;Bo;Bos;1/9/2017;3A;3;Els Maes;An Bos;\n")
    told = counted(planned(cast.lindeboom, path))
    assert (told["staff"]["left"], told["parents"]["left"]) == (1, 1)


@pytest.mark.parametrize(("who", "invites"), [("rita", True), ("sam", False)])
def test_what_was_taken_in_leads_on_to_what_this_person_may_do(cast, client, who: str, invites: bool) -> None:
    started = starting(cast.lindeboom)
    client.force_login(getattr(cast, who))
    page = sent(client, cast, "lindeboom.xml")
    assert reverse("invite_all") not in client.get(page).content.decode().split("<main")[1]
    client.post(f"{page}confirm/", {"scope": "whole", "left_on": "2026-11-20"})
    done = client.get(page).content.decode().split("<main")[1]
    assert (reverse("invite_all") in done) is invites
    assert (reverse("start_list", args=[cast.lindeboom.pk]) in done) is invites
    assert reverse("pupils") in done
    assert done.index(f"{page}undo/") < done.index("<dl")
    started.update(aside_at="2026-11-24T08:00+01:00")
    assert reverse("start_list", args=[cast.lindeboom.pk]) not in client.get(page).content.decode()


def test_the_columns_that_were_not_found_wait_below_and_one_that_is_wrong_stands_above(cast, client) -> None:
    client.force_login(cast.sam)
    page = sent(client, cast, "table.csv")
    form = client.get(page).context["form"]
    shown, folded = {field.name for field in form.recognised()}, {field.name for field in form.others()}
    assert shown | folded == set(form.fields)
    assert shown - {"school_year"} == {name for name in form.initial if name != "school_year"}
    wrong = {"school_year": "2026-2027", "sex": form.initial["group"], "group": form.initial["group"]}
    form = client.post(f"{page}columns/", wrong).context["form"]
    assert set(form.errors) <= {field.name for field in form.recognised()}
