"""The page that a proxy shows when not even the portal answers: one file that needs nothing else.

`python -m services.portal.all_down > all-down.html` writes it with this trust's name and phone.
"""

import sys

from jinja2 import Environment, PackageLoader

from .config import BadSetting, Config, read_config


def page(config: Config) -> str:
    """The whole page as HTML, its few styles inside: there is no server to fetch them from."""
    templates = Environment(loader=PackageLoader("services.portal"), autoescape=True)
    return templates.get_template("errors/all_down.html").render(trust=config)


def main() -> None:
    try:
        config = read_config()
    except BadSetting as wrong:
        sys.exit(f"The settings are not right: {wrong}")
    sys.stdout.write(page(config))


if __name__ == "__main__":
    main()
