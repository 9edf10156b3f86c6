"""Reading the settings makes nothing: a read-only install, a check of types and a build of documents leave no trace."""

import os
import subprocess
import sys

READ = "from django.conf import settings; print(len(settings.SECRET_KEY))"


def python(code: str, folder) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if "KEY" not in name}
    environment = {**clean, "DRIEHOEK_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "driehoek.settings"}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # ourselves


def test_settings_without_secrets_say_what_makes_them_and_make_nothing(tmp_path) -> None:
    done = python(READ, tmp_path / "var")
    assert done.returncode
    assert "Every command of ./run makes it" in done.stderr
    assert not (tmp_path / "var").exists()


def test_a_command_makes_them_once(tmp_path) -> None:
    """Made twice at once they are one: `hardlink_to` lets the first one stand."""
    prepare = "from driehoek.preparing import prepare; prepare(); "
    for _time in range(2):
        assert python(prepare + READ, tmp_path).stdout.strip() == "64"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sealing_key", "secret_key", "static"]
    assert oct((tmp_path / "secret_key").stat().st_mode)[-3:] == "600"
