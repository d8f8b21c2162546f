import pytest

from services.portal.config import BadSetting, from_environment

SET = {
    "TRUST_NAME": "Skylark Valley Trust",
    "TRUST_PHONE": "01632 960 001",
    "TRUST_PHONE_HOURS": "Monday to Friday, 8am to 4pm",
    "TRUST_EMAIL": "help@skylark.example",
    "PORTAL_SECRET_KEY": "a secret that is long enough for this",
}


def test_settings_are_read_once_from_the_environment() -> None:
    config = from_environment({**SET, "PLANS_URL": "http://127.0.0.1:8003/", "PORTAL_TLS": "off"})
    assert config.trust_name == "Skylark Valley Trust"
    assert config.services == {"plans": "http://127.0.0.1:8003"}
    assert config.tls is False


def test_https_is_on_unless_turned_off() -> None:
    assert from_environment(SET).tls is True


@pytest.mark.parametrize("name", sorted(SET))
def test_a_missing_setting_is_named(name: str) -> None:
    with pytest.raises(BadSetting, match=f"{name} is missing"):
        from_environment({**SET, name: "  "})


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(BadSetting) as wrong:
        from_environment({"PORTAL_SECRET_KEY": "short", "PORTAL_TLS": "maybe"})
    for name in ("TRUST_NAME", "TRUST_EMAIL", "PORTAL_SECRET_KEY is too short", "PORTAL_TLS"):
        assert name in str(wrong.value)


def test_the_secret_is_not_printed() -> None:
    assert SET["PORTAL_SECRET_KEY"] not in repr(from_environment(SET))
