"""Every port can be set, and a wrong setting is named."""

import pytest

from deploy.local.addresses import DEFAULTS, chosen_ports
from deploy.local.trouble import Trouble


def test_each_part_has_a_port_of_its_own() -> None:
    assert chosen_ports({}) == dict(DEFAULTS)
    assert len(set(DEFAULTS.values())) == len(DEFAULTS)


def test_a_port_can_be_set() -> None:
    ports = chosen_ports({"WAYMARK_PORT_SIGN_IN": "9001"})
    assert ports == {**DEFAULTS, "sign_in": 9001}


@pytest.mark.parametrize("text", ["", "http", "-1", "80", "70000", "7400.5"])
def test_what_is_no_port_is_named(text: str) -> None:
    with pytest.raises(Trouble, match=f"WAYMARK_PORT_KAFKA={text} is no port"):
        chosen_ports({"WAYMARK_PORT_KAFKA": text})


def test_one_port_for_two_parts_is_refused() -> None:
    with pytest.raises(Trouble, match="WAYMARK_PORT_EHCP and WAYMARK_PORT_PLANS are both 9001"):
        chosen_ports({"WAYMARK_PORT_EHCP": "9001", "WAYMARK_PORT_PLANS": "9001"})
