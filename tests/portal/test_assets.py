import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.portal.assets import FOLDER, NotBuilt, digest

LOCK = FOLDER.parent / "package-lock.json"


def stylesheet_address(client: FlaskClient) -> str:
    found = re.search(r'href="(/static/[^"]+portal\.css)"', client.get("/").text)
    assert found
    return found[1]


def test_the_stylesheet_is_small_on_the_wire_and_kept_for_ever(client: FlaskClient) -> None:
    reply = client.get(stylesheet_address(client), headers={"Accept-Encoding": "gzip"})
    assert reply.headers["Content-Encoding"] == "gzip"
    assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert len(reply.data) < 20_000
    assert gzip.decompress(reply.data) == (FOLDER / "portal.css").read_bytes()


def test_a_browser_that_cannot_unzip_gets_it_plain(client: FlaskClient) -> None:
    reply = client.get(stylesheet_address(client), headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in reply.headers
    assert reply.data == (FOLDER / "portal.css").read_bytes()


@pytest.mark.parametrize("name", ["../config.py", "portal.css.gz", "nothing.css", ".npmrc"])
def test_only_what_pages_use_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/any/{name}").status_code == 404


def test_the_typeface_is_arial_and_no_font_is_named() -> None:
    css = (FOLDER / "portal.css").read_text(encoding="utf-8")
    assert "Arial,Helvetica,sans-serif" in css
    assert "GDS Transport" not in css
    assert "@font-face" not in css


def test_a_page_cannot_start_without_its_stylesheet(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match="npm run build"):
        digest(tmp_path)


def test_a_changed_file_has_a_changed_address(app: Flask, tmp_path: Path) -> None:
    for name in ("portal.css", "portal.js", "govuk-frontend.min.js"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    before = digest(tmp_path)
    (tmp_path / "portal.js").write_text("// changed", encoding="utf-8")
    assert digest(tmp_path) != before


def test_the_lock_file_names_no_address() -> None:
    assert "://" not in LOCK.read_text(encoding="utf-8")
