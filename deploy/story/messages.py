"""Chapter 5: staff and family have been told what concerns each, once, in words for them."""

import email
import email.policy
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deploy.story.stage import Stage

ONCE = ("concern", "plan")
NEVER = ("oyelaran", "ayomide", "slcn", "sen support", "ehc", "assessment")
EXPECTED = {
    "senco": {"concern-raised", "date-near-council", "late-council"},
    "parent": {"concern-shared", "decision", "plan-shared"},
    "teacher": {"concern-answered"},
}


def told(stage: Stage) -> None:
    """Everyone's inbox, and the e-mails that really arrived."""
    stage.chapter("5. Who was told")
    for who, kinds in EXPECTED.items():
        wait_until_told(stage, who, kinds)
        stage.tell(who, f"finds in the inbox: {', '.join(sorted(kinds))}")
    arrived(stage)


def wait_until_told(stage: Stage, who: str, kinds: set[str]) -> None:
    """Until these kinds of message are in somebody's inbox."""
    words = ", ".join(sorted(kinds))
    stage.until(f"{who} to be told {words}", lambda: kinds <= inbox(stage, who))


def inbox(stage: Stage, who: str) -> set[str]:
    """The kinds of message in somebody's inbox; each thing is there once."""
    messages = stage.see(who, "notifications", "/messages", limit="100")["messages"]
    stage.require(not told_twice(messages), f"{who} was told something twice")
    return {one["kind"] for one in messages}


def told_twice(messages: Sequence[Mapping[str, Any]]) -> list[str]:
    """The kinds of what stands twice: the same words about the same moment of a concern or plan.

    Of an EHC case two dates may be near, or late, in the same words from the same moment on.
    """
    things = Counter(
        (one["kind"], one["link"]["id"], one["happened_at"])
        for one in messages
        if one["link"]["page"] in ONCE
    )
    return [kind for (kind, _, _), count in things.items() if count > 1]


def arrived(stage: Stage) -> None:
    """The e-mails at the sink say what changed, without a name or a diagnosis."""
    if stage.mail is None:
        return
    mail = stage.mail
    stage.until("an e-mail about a plan to arrive", lambda: bool(letters(mail, "plan")))
    for subject, text in letters(mail, ""):
        words = f"{subject} {text}".lower()
        stage.require(not any(one in words for one in NEVER), f"an e-mail says too much: {subject}")
    stage.tell("mail", f"{len(letters(mail, ''))} e-mails arrived; none names a child or a need")


def letters(mail: Path, about: str) -> list[tuple[str, str]]:
    """(subject, text) of each e-mail whose subject has a word, but for sign-in links."""
    found = []
    for file in mail.glob("*.eml"):
        message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        body = message.get_body(("plain",))
        subject = str(message["Subject"])
        if body is not None and about in subject and "sign in" not in subject:
            found.append((subject, body.get_content()))
    return found
