"""A process that sends what waits, once: for a test that kills it in the middle.

python -m tests.notifications.sending_process
"""

from services.notifications.addresses import Addresses
from services.notifications.codec import CODEC, SERVICE
from services.notifications.config import read_config, read_sending
from services.notifications.recipients import Recipients
from services.notifications.sender import Sender
from shared import worker
from shared.calendar import utc_now
from shared.eventstore import EventStore


def main() -> None:
    """Take one step, with the settings of the environment."""
    settings = read_config()
    made = worker.make(settings)
    store = EventStore(made.main, CODEC, made.sealer, source=SERVICE)
    addresses = Addresses(made.views, made.sealer, Recipients(made.views))
    Sender(made.views, store, addresses, read_sending(settings)).step(utc_now())


if __name__ == "__main__":
    main()
