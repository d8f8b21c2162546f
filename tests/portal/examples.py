"""Values that the portal's tests share. Their today is Monday 23 November 2026."""

from datetime import UTC, date, datetime

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SETTINGS = {
    "WAYMARK_PORTAL_PHONE": "01632 960 001",
    "WAYMARK_PORTAL_PHONE_HOURS": "Monday to Friday, 8am to 4pm",
    "WAYMARK_PORTAL_EMAIL": "help@skylark.example",
    "WAYMARK_OIDC_CLIENT_ID": "waymark",
    "WAYMARK_OIDC_CLIENT_SECRET": "only for these tests",
}
PUBLIC_PAGES = (
    "/",
    "/help",
    "/help/rights",
    "/privacy",
    "/accessibility",
    "/status",
    "/nothing-is-here",
)
