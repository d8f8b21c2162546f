"""A mail server that delivers to a folder: what Waymark sends on one machine ends here.

    python -m deploy.local.smtp_sink PORT FOLDER

Each message becomes one file `<nanoseconds>-<pid>-<number>.eml`, whole before the sender hears 250.
"""

import itertools
import os
import signal
import sys
import time
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.local.places import private_folder
from deploy.local.ports import HOST

LARGEST_BYTES = 10 * 2**20


class Folder:
    """Where messages are put down. aiosmtpd calls handle_DATA."""

    def __init__(self, folder: Path) -> None:
        self._folder = private_folder(folder)
        self._numbers = itertools.count(1)

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        addressed = "".join(f"X-RcptTo: {address}\r\n" for address in envelope.rcpt_tos)
        name = f"{time.time_ns()}-{os.getpid()}-{next(self._numbers):06}"
        part = self._folder / f"{name}.part"
        part.touch(mode=0o600)
        part.write_bytes(f"X-MailFrom: {envelope.mail_from}\r\n{addressed}".encode() + content)
        part.rename(self._folder / f"{name}.eml")
        return "250 Put down"


def main(port: int, folder: Path) -> None:
    """Take mail until SIGTERM or SIGINT."""
    stop = {signal.SIGTERM, signal.SIGINT}
    # Before the server's thread begins, which would otherwise be the one to be interrupted.
    signal.pthread_sigmask(signal.SIG_BLOCK, stop)
    controller = Controller(Folder(folder), hostname=HOST, port=port, data_size_limit=LARGEST_BYTES)
    controller.start()
    signal.sigwait(stop)
    controller.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
