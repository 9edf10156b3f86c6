"""The form of an entry is short: colleagues stand folded, and a meeting is called by its kind (S3-7)."""

from driehoek.pupils.models import Entry
from tests.cast import MONDAY


def test_the_colleagues_stand_folded_until_one_is_ticked(cast, client) -> None:
    client.force_login(cast.zoe)
    address = f"/pupils/{cast.adam.pk}/add/mdo/"
    assert '<details class="fold"><summary>' in client.get(address).content.decode()
    again = client.post(address, {"readers": [cast.kathleen.pk]})
    assert '<details class="fold" open>' in again.content.decode()


def test_a_meeting_without_a_title_is_called_by_its_kind_and_not_by_who_was_there(cast, client) -> None:
    client.force_login(cast.zoe)
    sent = {
        "day": MONDAY,
        "agenda": "taal",
        "attendees": "Kathleen",
        "about": "pupil",
        "source": "observed",
        "visibility": "function",
        "step-TOTAL_FORMS": 0,
        "step-INITIAL_FORMS": 0,
    }
    client.post(f"/pupils/{cast.adam.pk}/add/mdo/", sent)
    assert Entry.objects.get(kind="mdo").title == "Multidisciplinair overleg (MDO)"
