"""A mail server of the tests' own: a real one, that keeps what it took and can refuse."""

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.local.ports import HOST, free_port


class Counter:
    """What happens at the counter. aiosmtpd calls each handle_...

    refuses: address -> the SMTP reply to it. sends_back: address -> the reply to a whole message to
    it. to_senders: the reply to whoever wants to send at all. goodbye: how it ends a connection.
    on_taken: called when a message has come whole, before its sender hears so.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuses: dict[str, str] = {}
        self.sends_back: dict[str, str] = {}
        self.to_senders: str | None = None
        self.goodbye = "221 Bye"
        self.on_taken: Callable[[], None] = lambda: None

    def opens_anew(self) -> None:
        """As on its first day; what it took stays taken."""
        self.refuses, self.sends_back = {}, {}
        self.to_senders, self.goodbye = None, "221 Bye"

    async def handle_MAIL(  # noqa: N802
        self, _: SMTP, __: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_senders is not None:
            return self.to_senders
        envelope.mail_from, envelope.mail_options = address, options
        return "250 OK"

    async def handle_QUIT(self, _: SMTP, __: Session, ___: Envelope) -> str:  # noqa: N802
        return self.goodbye

    async def handle_RCPT(  # noqa: N802
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        letter = message_from_bytes(content, EmailMessage, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        if (back := self.sends_back.get(letter["To"])) is not None:
            return back
        self.letters.append(letter)
        self.on_taken()
        return "250 Taken"


class PostOffice:
    """Opens on a port that stays its own; `close` and `open` again are the server's bad days."""

    def __init__(self) -> None:
        self.port = free_port()
        self.counter = Counter()
        self._controller: Controller | None = None
        self.open()

    def open(self) -> None:
        self._controller = Controller(self.counter, hostname=HOST, port=self.port)
        self._controller.start()

    def close(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    @property
    def letters(self) -> list[EmailMessage]:
        return self.counter.letters

    def to(self, address: str) -> list[EmailMessage]:
        """What one address was sent."""
        return [letter for letter in self.letters if letter["To"] == address]

    def everything(self) -> str:
        """Every message with its headers, as it came over the wire and decoded."""
        return "\n".join(
            f"{letter.as_string()}\n{letter['Subject']}\n{letter.get_content()}"
            for letter in self.letters
        )
