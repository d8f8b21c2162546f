"""Values that the portal's tests share. Their today is Monday 23 November 2026."""

from datetime import UTC, date, datetime

from services.portal.config import Config

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)
CONFIG = Config(
    trust_name="Skylark Valley Trust",
    phone="01632 960 001",
    phone_hours="Monday to Friday, 8am to 4pm",
    email="help@skylark.example",
    secret_key="only for these tests, only for these tests",
    tls=False,
)
PUBLIC_PAGES = (
    "/",
    "/help",
    "/help/rights",
    "/privacy",
    "/accessibility",
    "/status",
    "/nothing-is-here",
)
