"""`python -m tests.shared.converting_at_once`: threads that meet a class at the same moment."""

import sys
import threading

import msgspec

from services.ehcp.domain.facts import EhcCase
from shared.shapes import convert

THREADS = 6
STATE = msgspec.to_builtins(EhcCase())


def main() -> int:
    """How many threads got something else than what was put in."""
    sys.setswitchinterval(1e-5)
    together, wrong = threading.Barrier(THREADS), list[EhcCase]()

    def one() -> None:
        together.wait()
        found = convert(STATE, EhcCase)
        if found != EhcCase():
            wrong.append(found)

    threads = [threading.Thread(target=one) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
