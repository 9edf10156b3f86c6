"""A version of a text is shown to who could read that version; who reads is for author and direction (DOS-2)."""

import pytest
from django.urls import reverse

from driehoek.access.queries import actor_of
from driehoek.journal.models import Line
from driehoek.pupils.actions import entries
from driehoek.pupils.models import Entry, EntryReader, EntryVersion
from driehoek.pupils.tests.story import entered, note

VISIBILITIES = ["function", "staff", "named"]
READERS = ["rita", "zoe", "kathleen", "tom", "clara", "sam", "dirk"]


def opens(client, cast, who, entry) -> str:
    client.force_login(getattr(cast, who))
    return client.get(reverse("entry", args=[entry.pk]), follow=True).content.decode()


@pytest.mark.parametrize("now", VISIBILITIES)
@pytest.mark.parametrize("then", VISIBILITIES)
def test_who_could_not_read_it_then_does_not_read_it_in_the_history(cast, client, then, now) -> None:
    """For everybody of the cast: the old text is shown if and only if the entry opened for them then."""
    entry = note(cast.zoe, cast.adam, text="HET GEHEIM", visibility=then, title="Was")
    if then == "named":
        EntryReader.objects.create(board_id=entry.board_id, entry=entry, user=cast.kathleen)
    could = {who for who in READERS if Entry.objects.visible_to(actor_of(getattr(cast, who))).filter(pk=entry.pk)}
    before = entries.content_of(entry)
    entry.text, entry.visibility, entry.title = "Nieuw", now, "Nu"
    entries.correct(actor_of(cast.zoe), entry, before, "anders", [])
    for who in READERS:
        actor = actor_of(getattr(cast, who))
        if Entry.objects.visible_to(actor).filter(pk=entry.pk) and who != "clara":  # she states a purpose first
            assert ("HET GEHEIM" in opens(client, cast, who, entry)) == (who in could), who


def test_a_colleague_who_is_named_reads_and_changes_nothing(cast, client) -> None:
    entry = note(cast.zoe, cast.adam, text="HET GEHEIM", visibility="named")
    EntryReader.objects.create(board_id=entry.board_id, entry=entry, user=cast.kathleen)
    shown = opens(client, cast, "kathleen", entry)
    assert "HET GEHEIM" in shown
    assert reverse("entry_correct", args=[entry.pk]) not in shown
    for name in ("entry_correct", "entry_withdraw"):
        sent = entered(reason="x", opened_at="1", visibility="function")
        assert client.post(reverse(name, args=[entry.pk]), sent).status_code == 404
    entry.refresh_from_db()
    assert (entry.visibility, entry.withdrawn_at) == ("named", None)


def test_a_colleague_corrects_an_ordinary_note_and_does_not_decide_who_reads_it(cast, client) -> None:
    entry = note(cast.zoe, cast.adam)
    client.force_login(cast.kathleen)
    url = reverse("entry_correct", args=[entry.pk])
    assert "visibility" not in client.get(url).context["form"].fields
    client.post(url, entered(text="Beter", reason="Tikfout", opened_at="1", visibility="named"))
    entry.refresh_from_db()
    assert (entry.text, entry.visibility) == ("Beter", "function")
    assert client.post(reverse("entry_withdraw", args=[entry.pk])).status_code == 404


@pytest.mark.parametrize("who", ["rita", "zoe"])
def test_the_author_and_the_direction_open_it_to_others_and_take_it_away(cast, client, who) -> None:
    entry = note(cast.zoe, cast.adam, visibility="named")
    client.force_login(getattr(cast, who))
    client.post(
        reverse("entry_correct", args=[entry.pk]),
        entered(reason="x", opened_at="1", visibility="staff", readers=[str(cast.tom.pk)]),
    )
    entry.refresh_from_db()
    assert entry.visibility == "staff"
    assert EntryVersion.objects.get().content["readers"] == []
    assert client.post(reverse("entry_withdraw", args=[entry.pk])).status_code == 302


def test_what_was_taken_back_is_listed_for_whoever_may_put_it_back(cast, client) -> None:
    entry = note(cast.zoe, cast.adam, title="Vergissing")
    client.force_login(cast.zoe)
    client.post(reverse("entry_withdraw", args=[entry.pk]))
    url = reverse("pupil_taken_back", args=[cast.adam.pk])
    page = client.get(url).content.decode()
    assert "Vergissing" in page
    assert reverse("entry_withdrawn", args=[entry.pk]) in page
    client.force_login(cast.kathleen)
    assert "Vergissing" not in client.get(url).content.decode()


def test_the_form_to_correct_an_entry_is_a_look_into_the_file(cast, client) -> None:
    entry = note(cast.zoe, cast.adam)
    client.force_login(cast.zoe)
    client.get(reverse("entry_correct", args=[entry.pk]))
    assert Line.objects.get(act="file.write", subject_id=entry.pk).pupil_id == cast.adam.pk


def test_outside_of_a_file_nobody_is_a_colleague_to_name(cast, client) -> None:
    client.force_login(cast.zoe)
    named = client.get(reverse("entry_add", args=[cast.adam.pk, "observation"])).context["form"].fields["readers"]
    assert set(named.queryset) == {cast.rita, cast.sam, cast.kathleen, cast.tom}
