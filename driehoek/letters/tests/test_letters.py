"""PRO-14: a letter is drafted, written, fixed, sent and proved; what went out stays as it was."""

from datetime import date
from io import BytesIO

import pytest
from django.apps import apps
from pypdf import PdfReader

from driehoek.access.queries import actor_of
from driehoek.journal.models import Line
from driehoek.letters import actions, queries
from driehoek.letters.kinds import BadLetter
from driehoek.letters.models import Dispatch, Letter
from driehoek.letters.recipients import Recipient, parents_of
from lawbook.catalogue import apply
from tests.cast import LEIE

Guardian, Guardianship = apps.get_model("pupils", "Guardian"), apps.get_model("pupils", "Guardianship")
EXCLUSION = {
    "heard_on": "2021-04-29", "council_on": "2021-04-20", "effective_on": "2021-06-06", "sent_on": "2021-05-06",
    "deemed_received": "2021-05-11", "appeal_due": "2021-05-19", "care": "school",
}  # fmt: skip
REASONS = {"reasons": "Op 12 april werd gevochten.", "alternatives": "Een tijdelijke uitsluiting."}
DIRK = Recipient("Dirk Nowak", "Molenstraat 12, 9000 Gent")


def text_of(paper: bytes) -> str:
    """The words of a PDF, with soft hyphens and line breaks taken out."""
    pages = "\n".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    return pages.replace("\u00ad\n", "").replace("\u200b", "").replace("\n", " ")


@pytest.fixture
def rita(cast):
    return actor_of(cast.rita)


def drafted(cast, actor, **changes) -> list[Letter]:
    values = {
        "board_id": LEIE,
        "school": cast.lindeboom,
        "pupil": cast.adam,
        "kind": "be.exclusion_definitive",
        "recipients": [DIRK],
        "data": EXCLUSION,
        "origin": "case:1",
        "free": REASONS,
        "dated": date(2021, 5, 6),
    }
    return actions.draft(actor, **values | changes)


@pytest.fixture
def letter(cast, rita) -> Letter:
    return actions.finalise(rita, drafted(cast, rita)[0])


def test_the_exclusion_names_the_real_last_day_and_reproduces_the_rules_of_appeal(letter) -> None:
    """Example O1; decree of 25 February 1997, art. 33 and 37/4; MLER_063, 9.5."""
    words = text_of(letter.pdf)
    assert "tot en met woensdag 19 mei 2021" in words
    assert "naar de voorzitter van het schoolbestuur" in words
    assert "De beslissing is bindend voor alle partijen" in words
    assert "Op 12 april werd gevochten." in words
    assert "Aangetekend" in words


def test_the_annex_numbers_the_days_that_count_and_says_why_others_do_not(cast, rita) -> None:
    """Example O1: three days to the receipt, then five; the weekend and Ascension do not count."""
    outcome = apply("be.discipline.appeal_due", {"decision_sent": "2021-05-06"})
    made = drafted(cast, rita, annexes=[("Laatste dag voor het beroep", outcome)])[0]
    assert [[day["number"] for day in strip["days"]][-1] for strip in made.annexes] == [3, 5]
    words = text_of(actions.finalise(rita, made).pdf)
    assert "Bijlage: de getelde dagen" in words
    assert "5 woensdag 19 mei 2021" in words
    assert "– donderdag 13 mei 2021 Hemelvaart" in words


def test_the_same_letter_gives_the_same_bytes(cast, rita, letter) -> None:
    again = actions.finalise(rita, drafted(cast, rita)[0])
    assert bytes(again.pdf) == bytes(letter.pdf)
    assert again.digest == letter.digest
    assert actions.preview(Letter.objects.get(pk=letter.pk), rita.on) == bytes(letter.pdf)


def test_the_paper_is_tagged_and_says_so(letter) -> None:
    reader = PdfReader(BytesIO(letter.pdf))
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    assert reader.metadata.title == "Beslissing tot definitieve uitsluiting"


@pytest.mark.parametrize(
    "odd",
    [
        '#import "@preview/x:1.0.0": *',
        '\\" ] } $x$ *b* _i_',
        "محمد",
        "Łukasz Żółć",
        "{pupil} {{reasons}} **sterk**",
        "= Kop",
        "//stil",
        "Y" * 200,
    ],
)
def test_what_people_write_is_printed_as_it_is(cast, rita, odd) -> None:
    made = drafted(cast, rita, free={**REASONS, "reasons": f"A {odd} Z"}, recipients=[Recipient(odd, "Kade 1")])[0]
    words = text_of(actions.finalise(rita, made).pdf).replace(" ", "")
    if odd == "محمد":
        assert any(sign in words for sign in "محمدﻣﺤﻤﺪ")
    else:
        assert words.count(odd.replace(" ", "")) >= 2


def test_a_sign_that_no_font_draws_is_written_by_name(cast, rita) -> None:
    made = drafted(cast, rita, free={**REASONS, "reasons": "Feest 🎉 met 👩‍👩‍👧."})[0]
    assert "[party popper]" in text_of(actions.finalise(rita, made).pdf)


def test_signs_that_no_paper_can_show_are_left_out(cast, rita) -> None:
    made = drafted(
        cast, rita, free={**REASONS, "reasons": "Eerste\x00 regel\r\nTweede\x07"}, recipients=[Recipient("Di\x00rk")]
    )[0]
    assert made.free["reasons"] == "Eerste regel\nTweede"
    assert "Dirk" in text_of(actions.finalise(rita, made).pdf)


def test_two_parents_at_two_addresses_get_two_letters_and_neither_shows_the_other(cast, rita) -> None:
    """ORG-11."""
    Guardian.objects.filter(family_name="Nowak").update(address="Molenstraat 12, 9000 Gent")
    mother = Guardian.objects.create(
        board_id=LEIE, given_name="Marta", family_name="Lis", address="Kade 7, 9000 Gent", secret_address=True
    )
    Guardianship.objects.create(board_id=LEIE, pupil=cast.adam, guardian=mother, relation="mother", call_order=2)
    both = drafted(cast, rita, recipients=parents_of(cast.adam))
    papers = {one.recipient["name"]: text_of(actions.finalise(rita, one).pdf) for one in both}
    assert set(papers) == {"Dirk Nowak", "Marta Lis"}
    assert "Kade 7" in papers["Marta Lis"]
    assert "Molenstraat" not in papers["Marta Lis"]
    assert "Kade" not in papers["Dirk Nowak"]


def test_a_secret_address_in_the_reasons_is_refused(cast, rita) -> None:
    mother = Guardian.objects.create(board_id=LEIE, family_name="Lis", address="Kade 7, 9000 Gent", secret_address=True)
    Guardianship.objects.create(board_id=LEIE, pupil=cast.adam, guardian=mother, relation="mother", call_order=2)
    with pytest.raises(BadLetter) as refused:
        drafted(cast, rita, free={**REASONS, "reasons": "Zij woont nu in kade 7 te 9000 gent (kade 7, 9000 Gent)."})
    assert "reasons" in refused.value.errors


def test_parents_at_one_address_share_a_letter(cast) -> None:
    Guardian.objects.filter(family_name="Nowak").update(address="Molenstraat 12, 9000 Gent")
    mother = Guardian.objects.create(
        board_id=LEIE, given_name="Ewa", family_name="Nowak", address="molenstraat 12\n9000 Gent"
    )
    Guardianship.objects.create(board_id=LEIE, pupil=cast.adam, guardian=mother, relation="mother", call_order=2)
    assert [one.name for one in parents_of(cast.adam)] == ["Dirk Nowak en Ewa Nowak"]


def test_a_missing_a_wrong_and_an_unknown_fact_are_each_named(cast, rita) -> None:
    with pytest.raises(BadLetter) as refused:
        drafted(
            cast, rita, data={**EXCLUSION, "heard_on": "31 april", "care": "thuis", "council_on": "", "colour": "x"}
        )
    assert set(refused.value.errors) == {"heard_on", "care", "council_on", "colour"}
    assert not Letter.objects.exists()


def test_a_letter_without_its_reasons_is_not_made_final(cast, rita) -> None:
    with pytest.raises(BadLetter) as refused:
        actions.finalise(rita, drafted(cast, rita, free={})[0])
    assert set(refused.value.errors) == {"reasons", "alternatives"}


def test_a_final_letter_is_not_edited_but_gets_a_new_version(cast, rita, letter) -> None:
    with pytest.raises(BadLetter):
        actions.edit(rita, letter, REASONS)
    before = bytes(letter.pdf)
    new = actions.revise(rita, letter)
    actions.edit(rita, new, {**REASONS, "reasons": "Beter gezegd."})
    assert new.version == 2
    assert bytes(Letter.objects.get(pk=letter.pk).pdf) == before
    assert list(queries.letters_of(rita)) == [new]
    assert [one.pk for one in queries.versions_of(new)] == [letter.pk]


def test_the_journal_knows_the_acts_and_no_word_of_the_letter(cast, rita, letter) -> None:
    lines = Line.objects.filter(act__startswith="letter.")
    assert {line.act for line in lines} == {"letter.drafted", "letter.finalised"}
    assert all("gevochten" not in str(line.facts) and "Nowak" not in str(line.facts) for line in lines)


def test_a_registered_letter_counts_as_received_on_the_third_day(rita, letter) -> None:
    """Example O1: posted on Thursday 6 May 2021, received on Tuesday 11 May."""
    sent = actions.dispatch(rita, letter, Dispatch.How.REGISTERED, date(2021, 5, 6), tracking="RR 12")
    assert sent.deemed_received == date(2021, 5, 11)
    assert letter.state == Letter.State.SENT


def test_the_post_mark_is_what_counts(rita, letter) -> None:
    sent = actions.dispatch(rita, letter, "registered", date(2021, 5, 6), postmark=date(2021, 5, 7), another_day=True)
    assert sent.deemed_received == date(2021, 5, 12)


@pytest.mark.parametrize(
    ("how", "sent_on", "field"),
    [
        ("registered", date(2021, 5, 5), "sent_on"),
        ("registered", date(2099, 1, 1), "sent_on"),
        ("mail", date(2021, 5, 6), "how"),
        ("pigeon", date(2021, 5, 6), "how"),
        ("registered", date(2021, 5, 7), "another_day"),
    ],
)
def test_a_sending_that_cannot_be_is_refused_by_name(rita, letter, how, sent_on, field) -> None:
    with pytest.raises(BadLetter) as refused:
        actions.dispatch(rita, letter, how, sent_on)
    assert field in refused.value.errors
    assert not Dispatch.objects.exists()


def test_a_letter_is_not_received_before_it_was_sent(rita, letter) -> None:
    sent = actions.dispatch(rita, letter, "registered", date(2021, 5, 6))
    with pytest.raises(BadLetter):
        actions.record_receipt(rita, sent, date(2021, 5, 5))
    actions.record_receipt(rita, sent, date(2021, 5, 10), note="D. Nowak")
    assert sent.received_on == date(2021, 5, 10)
    with pytest.raises(BadLetter):
        actions.record_return(rita, sent, date(2021, 5, 12))


def test_a_registered_letter_waits_in_the_list_until_it_is_received(rita, letter) -> None:
    waiting = queries.Asked("waiting")
    sent = actions.dispatch(rita, letter, "registered", date(2021, 5, 6))
    assert list(queries.listed(rita, waiting)) == [letter]
    assert queries.counts(rita) == {"draft": 0, "final": 0, "waiting": 1, "sent": 1}
    actions.record_receipt(rita, sent, date(2021, 5, 10))
    assert not queries.listed(rita, waiting).exists()


def test_a_letter_that_came_back_can_be_sent_again(rita, letter) -> None:
    sent = actions.dispatch(rita, letter, "registered", date(2021, 5, 6))
    actions.record_return(rita, sent, date(2021, 5, 20), note="niet afgehaald")
    assert sent.returned_on == date(2021, 5, 20)
    actions.dispatch(rita, letter, "hand", date(2021, 5, 21))
    assert letter.dispatches.count() == 2


def test_a_sending_recorded_by_mistake_is_taken_back_with_a_reason(rita, letter) -> None:
    sent = actions.dispatch(rita, letter, "registered", date(2021, 5, 6))
    with pytest.raises(BadLetter):
        actions.withdraw_dispatch(rita, sent, " ")
    actions.withdraw_dispatch(rita, sent, "verkeerde brief")
    assert Letter.objects.get().state == Letter.State.FINAL
    assert Dispatch.objects.get().withdrawn_why == "verkeerde brief"


def test_proof_is_known_by_its_content(rita, letter) -> None:
    sent = actions.dispatch(rita, letter, "registered", date(2021, 5, 6))
    actions.record_proof(rita, sent, date(2021, 5, 7), proof=bytes(letter.pdf))
    assert sent.events.get().proof_type == "application/pdf"
    with pytest.raises(BadLetter):
        actions.record_proof(rita, sent, date(2021, 5, 7), proof=b"<html><script>alert(1)</script></html>")


def test_letters_are_printed_together_in_order(cast, rita, letter) -> None:
    second = actions.finalise(rita, drafted(cast, rita, recipients=[Recipient("Zora Zed")])[0])
    words = text_of(actions.batch_pdf(rita, [second, letter]))
    assert words.index("Zora Zed") < words.index("Dirk Nowak")


def test_nobody_of_another_school_or_without_the_right_sees_a_letter(cast, letter) -> None:
    for user in (cast.mallory, cast.kathleen, cast.clara, cast.dirk, cast.oona):
        assert not Letter.objects.visible_to(actor_of(user)).exists()
    for user in (cast.rita, cast.zoe, cast.sam):
        assert Letter.objects.visible_to(actor_of(user)).exists()
