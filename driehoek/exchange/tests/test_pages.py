"""The roster page: upload, columns, preview, confirm, result, undo; and who may."""

from datetime import date
from functools import partial
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils.translation import override

from driehoek.exchange import progress, queries
from driehoek.exchange.models import ColumnMapping, ImportRun
from driehoek.people.models import Pupil
from tests.cast import child

from .importing import FILES, planned

pytestmark = pytest.mark.django_db


def send(client, cast, name: str, data: bytes | None = None, school=None):
    data = (FILES / name).read_bytes() if data is None else data
    return client.post("/roster/", {"school": (school or cast.lindeboom).pk, "sent": SimpleUploadedFile(name, data)})


def sent(client, cast, name: str) -> str:
    answer = send(client, cast, name)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_rita_sends_looks_confirms_and_undoes(cast, client) -> None:
    client.force_login(cast.rita)
    page = sent(client, cast, "lindeboom.xml")
    preview = client.get(page).content.decode()
    assert "Lena van den Bos" in preview
    assert Pupil.objects.filter(key="Lena-1").count() == 0
    assert "Ilias Tahiri" in client.get(f"{page}?tab=left").content.decode()
    client.post(f"{page}confirm/", {"scope": "whole", "left_on": "2026-11-20"})
    assert Pupil.objects.filter(key="Lena-1").count() == 1
    assert f"{page}undo/" in client.get(page).content.decode()
    client.post(f"{page}undo/")
    assert Pupil.objects.filter(key="Lena-1").count() == 0
    assert f"{page}undo/" not in client.get(page).content.decode()


def test_ilias_stays_when_sam_ticks_him_on_the_form_that_confirms(cast, client) -> None:
    client.force_login(cast.sam)
    page = sent(client, cast, "lindeboom.xml")
    client.post(f"{page}confirm/", {"scope": "whole", "stays": [str(cast.ilias.pk)], "left_on": "2026-11-20"})
    assert Pupil.objects.get(pk=cast.ilias.pk).left_on is None
    assert Pupil.objects.filter(key="Lena-1").exists()


def test_every_tick_is_part_of_the_form_with_the_button_that_writes(cast, client) -> None:
    client.force_login(cast.sam)
    text = client.get(f"{sent(client, cast, 'lindeboom.xml')}?tab=left").content.decode()
    form = text[text.index('id="confirm"') : text.index("</form>", text.index('id="confirm"'))]
    assert text.count('name="stays"') == form.count('name="stays"') == 1
    assert 'form="confirm"' in text


def test_nobody_leaves_unless_the_file_is_said_to_be_the_whole_school(cast, client) -> None:
    client.force_login(cast.sam)
    page = sent(client, cast, "lindeboom.xml")
    assert client.post(f"{page}confirm/").status_code == 422
    client.post(f"{page}confirm/", {"scope": "addition", "left_on": "2026-11-20"})
    assert Pupil.objects.get(pk=cast.ilias.pk).left_on is None


def test_the_day_of_leaving_can_be_chosen_and_not_in_the_future(cast, client) -> None:
    client.force_login(cast.sam)
    page = sent(client, cast, "lindeboom.xml")
    assert client.post(f"{page}confirm/", {"scope": "whole", "left_on": "2099-01-01"}).status_code == 422
    client.post(f"{page}confirm/", {"scope": "whole", "left_on": "2026-10-30"})
    assert Pupil.objects.get(pk=cast.ilias.pk).left_on == date(2026, 10, 30)


def a_school_of(cast, many: int) -> None:
    for number in range(many):
        child(cast.class_4b, f"Kind{number}", "Achtergebleven", date(2017, 1, 1))


def test_of_half_a_file_everybody_stays_unless_said_otherwise(cast, client) -> None:
    a_school_of(cast, 11)
    client.force_login(cast.sam)
    answer = client.get(sent(client, cast, "lindeboom.xml"))
    assert answer.context["left"]["scope"].value() == "addition"


def test_when_more_than_ten_leave_their_number_is_typed(cast, client) -> None:
    a_school_of(cast, 11)
    client.force_login(cast.sam)
    page = sent(client, cast, "lindeboom.xml")
    whole = {"scope": "whole", "left_on": "2026-11-20", "stays": [str(cast.ilias.pk)]}
    answer = client.post(f"{page}confirm/", whole)
    assert answer.status_code == 422
    assert str(cast.ilias.pk) in answer.context["left"]["stays"].value()
    assert client.post(f"{page}confirm/", {**whole, "leaving": "12"}).status_code == 422
    assert not Pupil.objects.filter(left_on=date(2026, 11, 20)).exists()
    client.post(f"{page}confirm/", {**whole, "leaving": "11"})
    assert Pupil.objects.filter(left_on=date(2026, 11, 20)).count() == 11


def test_from_the_command_line_nobody_leaves_unless_their_number_is_given(cast) -> None:
    call = partial(
        call_command, "import_roster", str(FILES / "lindeboom.xml"), school="De Lindeboom", stdout=StringIO()
    )
    with pytest.raises(CommandError, match="--leaving 1"):
        call()
    with pytest.raises(CommandError, match="--keep-missing"):
        call(leaving=2)
    call(keep_missing=True)
    assert Pupil.objects.get(pk=cast.ilias.pk).left_on is None
    call(leaving=1)
    assert Pupil.objects.get(pk=cast.ilias.pk).left_on is not None


def test_the_columns_of_a_table_are_named_once_and_remembered(cast, client) -> None:
    client.force_login(cast.sam)
    page = sent(client, cast, "table.csv")
    text = client.get(page).content.decode()
    assert 'value="Stamnummer" selected' in text
    fields = {
        "school_year": "2026-2027",
        "key": "Stamnummer",
        "given_name": "Voornaam",
        "family_name": "Naam",
        "birth_date": "Geboortedatum",
        "group": "Klas",
        "teacher": "Juf/meester",
    }
    client.post(f"{page}columns/", fields)
    assert ImportRun.objects.get().state == "planned"
    assert ColumnMapping.objects.get().columns["teacher"] == "Juf/meester"
    assert 'value="Juf/meester" selected' in client.get(sent(client, cast, "table.csv")).content.decode()


@pytest.mark.parametrize(
    "fields", [{"key": "Stamnummer"}, {"key": "Naam", "family_name": "Naam"}, {"family_name": "Naam"}]
)
def test_columns_that_cannot_be_are_said_beside_the_field(cast, client, fields: dict[str, str]) -> None:
    client.force_login(cast.sam)
    page = sent(client, cast, "table.csv")
    answer = client.post(f"{page}columns/", {"school_year": "2026-2027", **fields})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert ImportRun.objects.get().state == "mapping"


def test_a_wrong_file_is_told_beside_the_field_and_leaves_nothing(cast, client) -> None:
    client.force_login(cast.rita)
    answer = send(client, cast, "foto.png", b"\x89PNG1234")
    assert answer.status_code == 200
    assert "foto.png" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_refused_file_lists_line_and_field_and_cannot_be_confirmed(cast, client) -> None:
    client.force_login(cast.rita)
    bad = (FILES / "lindeboom.xml").read_bytes().replace(b"2018-07-02", b"2018-09-31")
    page = send(client, cast, "fout.xml", bad).headers["Location"]
    text = client.get(page).content.decode()
    assert "2018-09-31" in text
    assert "geboortedatum" in text
    assert f"{page}confirm/" not in text
    client.post(f"{page}confirm/")
    assert not Pupil.objects.filter(key="Lena-1").exists()


def test_a_too_large_file_is_refused_before_it_is_read(cast, client, settings) -> None:
    settings.IMPORT_MAX_BYTES = 1024
    client.force_login(cast.rita)
    assert send(client, cast, "lindeboom.xml").status_code == 200
    assert not ImportRun.objects.exists()


def test_the_upload_is_sealed_and_gone_once_planned(cast, client) -> None:
    client.force_login(cast.sam)
    page = sent(client, cast, "table.csv")
    assert b"Nowak" not in bytes(ImportRun.objects.get().payload)
    client.post(f"{page}cancel/")
    run = ImportRun.objects.get()
    assert (run.payload, run.plan, run.state) == (None, [], "cancelled")


def test_a_teacher_and_a_stranger_find_no_such_page(cast, client) -> None:
    client.force_login(cast.rita)
    page = sent(client, cast, "lindeboom.xml")
    client.force_login(cast.kathleen)
    assert client.get("/roster/").status_code == 404
    client.force_login(cast.mallory)
    assert client.get("/roster/").status_code == 200
    for address in (page, f"{page}?tab=left"):
        assert client.get(address).status_code == 404
    for act in ("confirm", "cancel", "undo", "columns"):
        assert client.post(f"{page}{act}/").status_code == 404


def test_mallory_cannot_send_a_file_to_another_school(cast, client) -> None:
    client.force_login(cast.mallory)
    assert send(client, cast, "lindeboom.xml").status_code == 200
    assert not ImportRun.objects.exists()


def test_a_confirm_sent_twice_writes_once(cast, client) -> None:
    client.force_login(cast.rita)
    page = sent(client, cast, "lindeboom.xml")
    client.post(f"{page}confirm/")
    client.post(f"{page}confirm/", {"scope": "whole", "left_on": "2026-11-20"})
    assert Pupil.objects.filter(key="Lena-1").count() == 1


def test_a_large_file_waits_for_a_worker(cast, client, monkeypatch) -> None:
    monkeypatch.setattr("driehoek.exchange.actions.LARGE", 10)
    client.force_login(cast.rita)
    page = sent(client, cast, "lindeboom.xml")
    text = client.get(page).content.decode()
    assert 'http-equiv="refresh"' in text
    assert ImportRun.objects.get().state == "reading"


def test_loading_the_page_of_a_new_token_again_makes_no_second_one(cast, client) -> None:
    client.force_login(cast.kathleen)
    asked = {"name": "prikklok", "scopes": ["attendance"], "ends_on": "2026-12-01"}
    first = client.post("/account/tokens/", asked)
    assert first.context["secret"]
    again = client.post("/account/tokens/", asked)
    assert (again.context["secret"], list(again.context["form"].errors)) == (None, ["name"])
    assert "halve dagen lezen en noteren" in again.content.decode()


def test_the_tokens_are_in_the_menu_of_whoever_may_have_them(cast, client) -> None:
    for user, there in ((cast.kathleen, True), (cast.dirk, False)):
        client.force_login(user)
        assert ('href="/account/tokens/"' in client.get("/rules/").content.decode()) is there


def test_the_page_of_a_large_import_says_how_far_it_is(cast, client) -> None:
    client.force_login(cast.rita)
    page = sent(client, cast, "lindeboom.xml")
    run = ImportRun.objects.get()
    ImportRun.objects.update(state=ImportRun.State.APPLYING)
    assert "max=" not in client.get(page).content.decode()  # waiting for a worker
    progress.tell(run.pk, 42)
    assert 'max="100" value="42"' in client.get(page).content.decode()
    ImportRun.objects.update(state=ImportRun.State.PLANNED)
    assert client.get(page, headers={"hx-request": "true"}).headers["HX-Refresh"] == "true"
    progress.forget(run.pk)


def test_an_import_tells_how_far_it_is_while_it_works(cast, client, monkeypatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(progress, "tell", lambda _run, percent: told.append(percent))
    client.force_login(cast.rita)
    page = sent(client, cast, "lindeboom.xml")
    assert told == sorted(told)
    assert {1, 95} <= set(told)
    told.clear()
    client.post(f"{page}confirm/", {"scope": "addition", "left_on": "2026-11-20"})
    assert told == sorted(told)
    assert 0 < max(told) <= 95


def test_sending_without_a_file_asks_for_one(cast, client) -> None:
    client.force_login(cast.rita)
    answer = client.post("/roster/", {"school": cast.lindeboom.pk})
    assert list(answer.context["form"].errors) == ["sent"]


def test_a_number_that_is_another_childs_here_is_a_warning_and_the_change_reads_in_words(cast, tmp_path) -> None:
    text = (FILES / "lindeboom.xml").read_text()
    other = text.replace("Nowak", "Vandamme").replace(f"{cast.adam.birth_date:%Y-%m-%d}", "2018-05-12")
    assert other.count("2018-05-12") == 1
    (tmp_path / "other.xml").write_text(other)
    run = planned(cast.lindeboom, tmp_path / "other.xml")
    with override("nl"):
        assert "administratienummer" in [note.field for note in queries.shown_notes(run, "warnings")]
        changes = [change for card in queries.cards(run, "changed") for change in card.changes]
    assert "12 mei 2018" in [new for _name, _old, new in changes]
