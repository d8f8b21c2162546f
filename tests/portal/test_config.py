from pathlib import Path

import pytest

from services.portal.config import BadSetting, read_config
from shared.sealing import new_trust_key


@pytest.fixture
def told(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing is missing."""
    key_file = tmp_path / "trust.key"
    key_file.write_text(new_trust_key(), encoding="utf-8")
    return {
        "WAYMARK_TRUST": "skylark",
        "WAYMARK_TRUST_NAME": "Skylark Valley Trust",
        "WAYMARK_MONGODB_URI": "mongodb://portal:secret@127.0.0.1:1/",
        "WAYMARK_TRUST_KEY_FILE": str(key_file),
        "WAYMARK_PORTAL_URL": "https://waymark.skylark.example/",
        "WAYMARK_PORTAL_PHONE": "01632 960 001",
        "WAYMARK_PORTAL_PHONE_HOURS": "Monday to Friday, 8am to 4pm",
        "WAYMARK_PORTAL_EMAIL": "help@skylark.example",
        "WAYMARK_DIRECTORY_URL": "http://127.0.0.1:7401/",
        "WAYMARK_OIDC_ISSUER": "https://login.example",
        "WAYMARK_OIDC_CLIENT_ID": "waymark",
        "WAYMARK_OIDC_CLIENT_SECRET": "told to nobody",
    }


def test_settings_are_read_once_from_the_environment(told: dict[str, str]) -> None:
    config = read_config({**told, "WAYMARK_PLANS_URL": "http://127.0.0.1:7403/"})
    assert config.trust_name == "Skylark Valley Trust"
    assert config.address == "https://waymark.skylark.example"
    assert config.services == {
        "directory": "http://127.0.0.1:7401",
        "plans": "http://127.0.0.1:7403",
    }


def test_cookies_are_secure_where_people_come_by_https(told: dict[str, str]) -> None:
    assert read_config(told).tls is True
    assert read_config({**told, "WAYMARK_PORTAL_URL": "http://127.0.0.1:7400"}).tls is False


def test_a_missing_setting_is_named(told: dict[str, str]) -> None:
    for name in told:
        with pytest.raises(BadSetting, match=f"{name} is missing"):
            read_config({**told, name: "  "})


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(BadSetting) as wrong:
        read_config({"WAYMARK_PORTAL_URL": "waymark.example"})
    for name in ("WAYMARK_TRUST_NAME", "WAYMARK_PORTAL_EMAIL", "WAYMARK_PORTAL_URL must begin"):
        assert name in str(wrong.value)


def test_a_key_file_that_holds_no_key_is_named(told: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "short.key").write_text("c2hvcnQ=", encoding="utf-8")
    for name in ("short.key", "missing.key"):
        with pytest.raises(BadSetting, match=name):
            read_config({**told, "WAYMARK_TRUST_KEY_FILE": str(tmp_path / name)})


def test_no_secret_is_printed(told: dict[str, str]) -> None:
    shown = repr(read_config(told))
    assert "told to nobody" not in shown
    assert "secret@" not in shown
    assert "trust_key" not in shown
