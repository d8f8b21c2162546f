"""`make token WHO=senco`: prints a bearer token of a person of the demo trust. Development only."""

import sys

import requests

from deploy.local.addresses import chosen_ports
from deploy.local.services import local_settings
from deploy.local.signing_in import complain, running_addresses, sign_in
from deploy.local.trouble import Trouble


def main(who: str) -> int:
    """The token on standard output, what went wrong on standard error."""
    try:
        tokens = sign_in(who, running_addresses(), local_settings(chosen_ports()))
    except (Trouble, requests.RequestException, TimeoutError) as error:
        return complain(error)
    sys.stdout.write(tokens["access_token"] + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
