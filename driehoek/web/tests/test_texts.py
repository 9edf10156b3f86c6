"""The machinery of the texts, on catalogues and code of its own."""

import os
from io import StringIO
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from django.core.management import CommandError, call_command

from driehoek import catalogues
from driehoek.web import texts

PO = Path("care/locale/nl/LC_MESSAGES/django.po")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small product: one app with a view and a template."""
    (tmp_path / "care" / "templates").mkdir(parents=True)
    (tmp_path / "care" / "views.py").write_text('done = _("Saved")\nkind = pgettext("be", "class")\n')
    (tmp_path / "care" / "templates" / "page.html").write_text(
        "<p>\n    {% blocktranslate count n=k %}{{ n }} pupil{% plural %}{{ n }} pupils{% endblocktranslate %}\n"
        '  <b title="it\'s">{% translate "Open" %}</b>\n'
    )
    monkeypatch.setattr(catalogues, "HERE", tmp_path)
    return tmp_path


def test_new_texts_of_code_and_templates_land_untranslated_in_the_catalogue_of_their_app(house: Path) -> None:
    assert texts.add_missing() == {"care": 4}
    assert texts.problems() == [
        f"{PO}: {key} is not translated" for key in ("“%(n)s pupil”", "“Open”", "“Saved”", "“class” (be)")
    ]
    assert texts.add_missing() == {}


def test_a_text_of_several_apps_belongs_to_web(house: Path) -> None:
    (house / "duties").mkdir()
    (house / "duties" / "views.py").write_text('_("Saved")')
    assert texts.add_missing() == {"care": 3, "web": 1}


def test_what_is_translated_stays_when_new_texts_are_added(house: Path) -> None:
    texts.add_missing()
    po = house / PO
    po.write_text(po.read_text().replace('msgid "Saved"\nmsgstr ""', 'msgid "Saved"\nmsgstr "Bewaard"'))
    (house / "care" / "forms.py").write_text('_("New")')
    texts.add_missing()
    assert 'msgstr "Bewaard"' in po.read_text()
    assert f"{PO}: “New” is not translated" in texts.problems()


def test_the_check_names_a_text_that_stands_nowhere_and_one_with_another_placeholder(house: Path) -> None:
    (house / "care" / "forms.py").write_text('_("%(days)d late")')
    texts.add_missing()
    po = house / PO
    po.write_text(
        po.read_text().replace('msgid "%(days)d late"\nmsgstr ""', 'msgid "%(days)d late"\nmsgstr "%(dagen)d te laat"')
        + '\nmsgid "Gone"\nmsgstr "Weg"\n'
    )
    found = texts.problems()
    assert f"{PO}: “Gone” stands nowhere in the code; remove it" in found
    assert any("has other placeholders" in problem and "late" in problem for problem in found)


def test_the_command_fails_naming_the_text_without_dutch(house: Path) -> None:
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("texts", "--check", stdout=said)
    assert "care/views.py:1: “Saved” has no entry in a catalogue" in said.getvalue()
    assert not (house / PO).exists()


def test_a_catalogue_is_compiled_at_start_and_again_only_when_it_changed(house: Path) -> None:
    texts.add_missing()
    po = house / PO
    po.write_text(po.read_text().replace('msgid "Saved"\nmsgstr ""', 'msgid "Saved"\nmsgstr "Bewaard"'))
    catalogues.bring_up_to_date()
    compiled = po.with_suffix(".mo")
    with compiled.open("rb") as file:
        assert read_mo(file).get("Saved").string == "Bewaard"
    first = compiled.stat().st_mtime_ns
    catalogues.bring_up_to_date()
    assert compiled.stat().st_mtime_ns == first
    os.utime(po, ns=(first + 10**9, first + 10**9))
    catalogues.bring_up_to_date()
    assert compiled.stat().st_mtime_ns > first
