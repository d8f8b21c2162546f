"""A real Chromium for the tests: fixtures `browser` and `page`, axe, and a live server.

`tests/conftest.py` hands the fixtures to every test.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from werkzeug.serving import make_server

AXE = Path(__file__).parents[1] / "services/portal/node_modules/axe-core/axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
# WCAG 2.2 AA, and what axe's authors count as good practice beside it.
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A page that is there is seen at once; on a machine that does much else it may take its time.
EXPECTED_WITHIN_MS = 20_000
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}
NARROWEST = {"width": 320, "height": 640}


def installed_chromium() -> str | None:
    """The system's browser, `CHROMIUM` first; None leaves it to the one Playwright brings."""
    found = (shutil.which(name) for name in NAMES)
    return os.environ.get("CHROMIUM") or next((path for path in found if path), None)


def launch(playwright: Playwright) -> Browser:
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return playwright.chromium.launch(
        executable_path=installed_chromium(),
        args=[*QUIET, "--no-sandbox"] if as_root else QUIET,
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        expect.set_options(timeout=EXPECTED_WITHIN_MS)
        yield chromium
        chromium.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages, each in a context of its own: `open_page(viewport=PHONE, scripts=False)`."""
    contexts = []

    def new(viewport: dict[str, int] = WIDE, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": viewport["width"], "height": viewport["height"]},
            java_script_enabled=scripts,
            locale="en-GB",
        )
        contexts.append(context)
        return context.new_page()

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """One page at 1280 px, with scripts."""
    return open_page()


def axe_violations(page: Page) -> list[str]:
    """What axe finds wrong on the page as it stands, one line for each element; [] is right."""
    # Evaluated by the debugger, so that the page's own Content-Security-Policy stays in force.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {
        "runOnly": {"type": "tag", "values": STANDARD},
        "rules": {"target-size": {"enabled": True}},
        "resultTypes": ["violations"],
    }
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def sideways_pixels(page: Page) -> int:
    """By how much the page is wider than its window; more than 0 scrolls sideways."""
    wider: int = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The app on a free port of this machine; gives its base URL."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()
