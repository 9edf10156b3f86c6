"""Our own table for who has no export: its columns are those of the country, and the import knows them again."""

import pytest
from django.urls import reverse

from driehoek.exchange.readers import columns

from .test_pages import sent


@pytest.mark.parametrize(("who", "only_dutch"), [("rita", False), ("bas", True)])
def test_an_empty_table_has_the_columns_of_ones_own_country_and_is_known_when_it_comes_back(
    cast, client, who: str, only_dutch: bool
) -> None:
    client.force_login(getattr(cast, who))
    page = client.get(reverse("roster")).content.decode()
    assert reverse("roster_template") in page
    table = client.get(reverse("roster_template"))
    header = table.content.decode("utf-8-sig").strip().split(";")
    assert ("ECK iD" in header) is ("ECK iD" in page) is only_dutch
    assert set(columns.guess(header).values()) == set(header)
    assert columns.guess(header).keys() == columns.meanings("nl" if only_dutch else "be").keys()


def test_what_the_columns_mean_is_asked_in_the_words_of_the_country(cast, client) -> None:
    client.force_login(cast.sam)
    text = client.get(sent(client, cast, "table.csv")).content.decode()
    assert "ECK iD" not in text
    assert ">Familienaam" in text or ">Achternaam" in text
    assert "niet verplicht" not in text
