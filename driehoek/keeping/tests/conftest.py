"""One house, brought up from the last release, for all tests of this folder that only copy it."""

import pytest

from . import house


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    environment = house.of_release(tmp_path_factory.mktemp("house"), house.releases()[-1])
    house.manage(environment, "migrate", "-v0")
    return environment
