"""Wires notifications' worker: the publisher, a consumer per view and policy, the sender."""

import threading
from collections.abc import Sequence
from typing import Final

from shared import worker
from shared.calendar import utc_now
from shared.eventstore import EventStore
from shared.policies import Policy

from .addresses import Addresses
from .codec import CODEC, FAILURES, SERVICE
from .config import Sending, read_config, read_sending
from .digests import TELL_OF_IMPORT, tell_of_import
from .handlers import Store
from .inbound import OPENINGS, TOLD
from .inbound_ehcp import CASES, IMPORTS
from .policies import (
    REPORT_UNDELIVERED,
    TELL_OPENED,
    report_undelivered,
    tell_family,
    tell_opened,
    tell_staff,
    tell_trust,
)
from .projections import VIEWS
from .recipients import Recipients
from .sender import Sender
from .teller import Teller
from .tellings import TELL_FAMILY, TELL_STAFF, TELL_TRUST

LOOK_SECONDS: Final = 0.5


def policies(teller: Teller) -> list[Policy]:
    """What this service does when something has happened. What of an import is told, they judge."""
    tell = teller.tell
    return [
        Policy(name=TELL_STAFF, react=tell_staff, reads=TOLD, run=tell, imports=True),
        Policy(name=TELL_TRUST, react=tell_trust, reads={"ehcp": CASES}, run=tell, imports=True),
        Policy(name=TELL_FAMILY, react=tell_family, reads=TOLD, run=tell, imports=True),
        Policy(
            name=TELL_OPENED,
            react=tell_opened,
            reads={"directory": OPENINGS},
            run=tell,
        ),
        Policy(
            name=TELL_OF_IMPORT,
            react=tell_of_import,
            reads={"ehcp": IMPORTS},
            run=tell,
            imports=True,
        ),
        Policy(
            name=REPORT_UNDELIVERED,
            react=report_undelivered,
            reads={SERVICE: FAILURES},
            run=tell,
        ),
    ]


def mail(made: worker.Made, sender: Sender) -> worker.Repeated:
    """The part that sends what waits, in the worker that holds the lease."""

    def step(stop: threading.Event) -> None:
        if made.lease.held():
            sender.step(utc_now(), go_on=lambda: made.lease.held() and not stop.is_set())
        stop.wait(LOOK_SECONDS)

    return worker.Repeated(made, "mail", step)


def parts(made: worker.Made, sending: Sending) -> Sequence[worker.Part]:
    """Every part, in the order in which they start."""
    store: Store = EventStore(made.main, CODEC, made.sealer, source=SERVICE)
    recipients = Recipients(made.views)
    addresses = Addresses(made.views, made.sealer, recipients)
    return [
        worker.publisher(made),
        *(worker.view_keeper(made, view) for view in VIEWS),
        *(worker.PolicyRunner(made, one) for one in policies(Teller(store, recipients))),
        mail(made, Sender(made.views, store, addresses, sending)),
    ]


def main() -> None:
    """Run until it is told to stop."""
    settings = read_config()
    sending = read_sending(settings)
    made = worker.make(settings)
    worker.run(made, parts(made, sending))


if __name__ == "__main__":
    main()
