"""The plan of De Beuk: chapters with history, blanks that fill themselves, papers and signatures (SAF-1, SAF-21)."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from driehoek.journal.models import Line
from driehoek.safetyplan import catalogue
from driehoek.safetyplan.models import ChapterText, Paper


@pytest.fixture
def petra(cast, client):
    client.force_login(cast.petra)
    return client


def chapter(client, school, code: str, **changed: str):
    data = {"status": "draft", "owner": "director", "next_review": "2027-11-22", "text": "Zo doen wij het.", "why": ""}
    return client.post(reverse("plan_chapter_edit", args=[school.pk, code]), {**data, **changed})


OF_THE_SOURCE = {
    "1.1", "1.2", "1.3", "1.4", "2", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6.1", "3.6.2", "3.6.3", "3.6.4",
    "3.6.5", "3.7", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "5.1", "5.2", "5.3", "6", "7.1", "7.2", "7.3",
    "8.1", "8.2", "8.3", "9.1", "9.2", "9.3",
}  # fmt: skip


def test_the_catalogue_holds_every_chapter_and_annex_of_the_source() -> None:
    codes = set(catalogue.chapters())
    assert {f"B{number}" for number in range(1, 19)} <= codes
    assert codes >= OF_THE_SOURCE
    for one in catalogue.chapters().values():
        assert all((one.words["nl"], one.words["en"], one.holding["nl"], one.holding["en"]))


def test_every_member_of_staff_reads_the_plan_and_a_parent_does_not(cast, client, petra) -> None:
    assert petra.get(reverse("plan")).status_code == 200
    client.force_login(cast.fenna)
    assert client.get(reverse("plan")).status_code == 200
    client.force_login(cast.dirk)
    assert client.get(reverse("plan")).status_code == 404


def test_a_teacher_reads_a_chapter_and_may_not_change_it(cast, client) -> None:
    client.force_login(cast.fenna)
    assert client.get(reverse("plan_chapter", args=[cast.beuk.pk, "1.1"])).status_code == 200
    assert chapter(client, cast.beuk, "1.1").status_code == 404


def test_nobody_reads_the_plan_of_another_board(cast, petra, client) -> None:
    assert petra.get(reverse("plan_chapter", args=[cast.lindeboom.pk, "1.1"])).status_code == 404
    assert petra.get(reverse("plan") + f"?school={cast.lindeboom.pk}").status_code == 404
    assert petra.get(reverse("plan") + "?school=geen-school").status_code == 404


def test_saving_adds_a_version_and_the_one_before_stays(cast, petra) -> None:
    chapter(petra, cast.beuk, "6", text="Twee mensen op het plein.")
    chapter(petra, cast.beuk, "6", text="Drie mensen op het plein.", why="Na de herfst")
    page = petra.get(reverse("plan_chapter", args=[cast.beuk.pk, "6"]))
    assert page.context["row"].text.text == "Drie mensen op het plein."
    assert [one.text for one in page.context["history"]] == ["Drie mensen op het plein.", "Twee mensen op het plein."]
    assert Line.objects.filter(act="plan.chapter").count() == 2


def test_an_adopted_chapter_without_a_word_is_refused_and_nothing_is_kept(cast, petra) -> None:
    answer = chapter(petra, cast.beuk, "6", status="adopted", text="", location="")
    assert answer.status_code == 422
    assert answer.context["form"].errors["status"]
    assert not ChapterText.objects.exists()


def test_a_blank_is_filled_by_who_holds_the_function_and_kept_as_it_was_saved(cast, petra) -> None:
    form = petra.get(reverse("plan_chapter_edit", args=[cast.beuk.pk, "1.1"])).context["form"]
    assert form.fields["blank_director_name"].initial == "Bas Jansen"
    chapter(petra, cast.beuk, "1.1", blank_director_name="Bas Jansen", blank_director_building="Hoofdgebouw")
    assert ChapterText.objects.get().blanks["director_building"] == "Hoofdgebouw"


def test_the_plan_is_searched_in_titles_texts_and_blanks(cast, petra) -> None:
    chapter(petra, cast.beuk, "1.4", blank_media_second_name="Joke Bakker")
    found = petra.get(reverse("plan") + "?q=joke").context["rows"]
    assert [row.chapter.code for row in found] == ["1.4"]
    assert not petra.get(reverse("plan") + "?q=zeppelin").context["rows"]


def paper(client, school, **changed: str):
    data = {"kind": "intent", "version": "1", "dated_on": "2026-09-01", "review_on": "2027-09-01", "text": "Wij…"}
    return client.post(reverse("plan_paper_new") + f"?school={school.pk}", {**data, **changed})


def test_a_document_gets_signatures_and_a_new_version_starts_without_any(cast, petra) -> None:
    paper(petra, cast.beuk)
    first = Paper.objects.get()
    petra.post(
        reverse("plan_paper", args=[first.pk]), {"name": "Bas Jansen", "role": "directeur", "signed_on": "2026-09-02"}
    )
    paper(petra, cast.beuk, version="2", dated_on="2026-10-01")
    stack = petra.get(reverse("plan_papers")).context["stacks"][0]
    assert (stack.newest.version, stack.newest.signatures.count()) == ("2", 0)
    assert stack.older[0].signatures.get().name == "Bas Jansen"
    assert "Bas" not in str(list(Line.objects.values_list("facts", flat=True)))


def test_nobody_signs_tomorrow_or_before_the_version_was_there(cast, petra) -> None:
    paper(petra, cast.beuk)
    address = reverse("plan_paper", args=[Paper.objects.get().pk])
    for day in ("2099-01-01", "2026-08-31"):
        assert petra.post(address, {"name": "Bas", "role": "directeur", "signed_on": day}).status_code == 422
    assert not Paper.objects.get().signatures.exists()


def test_class_rules_need_their_class(cast, petra) -> None:
    assert paper(petra, cast.beuk, kind="class_rules").context["form"].errors["group"]
    assert paper(petra, cast.beuk, kind="class_rules", group=str(cast.groep_5.pk)).status_code == 302


def test_the_whole_plan_is_one_accessible_pdf(cast, petra) -> None:
    chapter(petra, cast.beuk, "1.4", text="Alleen de directeur spreekt met de pers.")
    paper(petra, cast.beuk)
    answer = petra.get(reverse("plan_pdf", args=[cast.beuk.pk]))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "Alleen de directeur spreekt met de pers." in text
    assert "Bijlage 18" in text


def test_a_flemish_school_keeps_a_plan_without_duties(cast, client) -> None:
    client.force_login(cast.rita)
    page = client.get(reverse("plan"))
    assert page.context["is_dutch"] is False
    assert chapter(client, cast.lindeboom, "6", next_review="2026-11-25").status_code == 302
    assert date(2026, 11, 25) == ChapterText.objects.get().next_review
