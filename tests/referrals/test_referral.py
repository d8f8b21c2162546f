"""How a concern begins, how it ends, and what each source must bring."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.referrals.domain.commands import ReferralCommand
from services.referrals.domain.events import (
    ReferralAcknowledged,
    ReferralRaised,
    ReferralStruckOut,
    Tried,
)
from services.referrals.domain.rules import (
    AlreadyDecided,
    AlreadyRaised,
    EnteredInError,
    FamilyTalkMissing,
    LawfulBasisMissing,
)
from services.referrals.domain.terms import Area, LawfulBasis, Source
from shared.days import DateInFuture, DatesOutOfOrder
from shared.errors import NotFound
from shared.personal import Audience, Typed
from shared.texts import AboutAnotherPupil, NothingWritten, WrongAudience
from tests.referrals.examples import (
    ACKNOWLEDGE,
    ADD_EVIDENCE,
    ADD_NOTE,
    CORRECT,
    DECIDE,
    HEAR_PARENT,
    MOTHER,
    OBSERVE,
    OTHER_PUPIL,
    PUPIL,
    RAISE,
    RAISED_ON,
    REFERRAL,
    SENCO,
    SET_ASIDE,
    STRIKE_EVIDENCE,
    STRIKE_OUT,
    TEACHER,
    TELL_PARENTS,
    TODAY,
    TOMORROW,
    acknowledged,
    concern,
    confidential,
    decided,
    family,
    raised,
    staff,
)

AFTER_RAISING: tuple[ReferralCommand, ...] = (
    ACKNOWLEDGE,
    ADD_NOTE,
    ADD_EVIDENCE,
    OBSERVE,
    HEAR_PARENT,
    SET_ASIDE,
    STRIKE_EVIDENCE,
    DECIDE,
    CORRECT,
    TELL_PARENTS,
    STRIKE_OUT,
)
FROM_PARENT = replace(
    RAISE,
    source=Source.PARENT,
    author_id=MOTHER,
    noticed=family("She comes home in tears"),
    tried=(),
    family_said=None,
)


def test_a_concern_is_raised_with_all_that_its_author_said() -> None:
    assert concern.when(RAISE) == [
        ReferralRaised(
            referral_id=REFERRAL,
            pupil_id=PUPIL,
            raised_by=TEACHER,
            source=Source.STAFF,
            areas=(Area.COMMUNICATION,),
            noticed=RAISE.noticed,
            tried=(Tried(what=RAISE.tried[0].what, weeks=6, effect=RAISE.tried[0].effect),),
            family_said=RAISE.family_said,
            not_talked_because=None,
            lawful_basis=None,
            follows=None,
            corrects=None,
            effective_on=RAISED_ON,
        )
    ]


def test_raising_again_changes_nothing() -> None:
    assert raised.when(RAISE) == []


def test_a_concern_is_never_moved_to_another_pupil() -> None:
    with pytest.raises(AlreadyRaised):
        raised.when(replace(RAISE, pupil_id=OTHER_PUPIL))


def test_nothing_was_tried_yet_is_an_answer() -> None:
    [event] = concern.when(replace(RAISE, tried=()))
    assert isinstance(event, ReferralRaised)
    assert event.tried == ()


@pytest.mark.parametrize(
    ("said", "why_not"),
    [(None, None), (family("The same at home"), staff("No time yet"))],
    ids=["neither", "both"],
)
def test_staff_say_what_the_family_said_or_why_they_have_not_talked(
    said: Typed | None, why_not: Typed | None
) -> None:
    with pytest.raises(FamilyTalkMissing):
        concern.when(replace(RAISE, family_said=said, not_talked_because=why_not))


def test_a_parent_says_nothing_about_talking_to_the_family() -> None:
    [event] = concern.when(FROM_PARENT)
    assert isinstance(event, ReferralRaised)
    assert event.noticed.audience is Audience.FAMILY


def test_a_parents_words_are_never_kept_from_the_family() -> None:
    with pytest.raises(WrongAudience):
        concern.when(replace(FROM_PARENT, noticed=staff("She comes home in tears")))


def test_a_pupil_may_ask_for_confidence_and_staff_may_not() -> None:
    words = confidential("They laugh when I read")
    from_pupil = replace(FROM_PARENT, source=Source.PUPIL, author_id=PUPIL, noticed=words)
    assert concern.when(from_pupil)
    with pytest.raises(WrongAudience):
        concern.when(replace(RAISE, noticed=words))


def test_a_local_authority_says_on_what_basis_it_shares() -> None:
    from_authority = replace(RAISE, source=Source.LOCAL_AUTHORITY, family_said=None)
    with pytest.raises(LawfulBasisMissing):
        concern.when(from_authority)
    assert concern.when(replace(from_authority, lawful_basis=LawfulBasis.CONSENT))


def test_a_concern_is_not_raised_in_the_future() -> None:
    with pytest.raises(DateInFuture, match="the concern was raised"):
        concern.when(replace(RAISE, effective_on=TOMORROW))


def test_a_text_about_another_pupil_is_refused() -> None:
    other = Typed(subject=OTHER_PUPIL, audience=Audience.STAFF, text="Loses the thread")
    with pytest.raises(AboutAnotherPupil):
        concern.when(replace(RAISE, noticed=other))
    with pytest.raises(AboutAnotherPupil):
        acknowledged.when(replace(ADD_EVIDENCE, text=other))


def test_a_blank_text_is_refused() -> None:
    with pytest.raises(NothingWritten):
        concern.when(replace(RAISE, noticed=staff(" \n")))


def test_a_concern_is_acknowledged_once() -> None:
    assert raised.when(ACKNOWLEDGE) == [
        ReferralAcknowledged(
            referral_id=REFERRAL,
            pupil_id=PUPIL,
            acknowledged_by=SENCO,
            effective_on=ACKNOWLEDGE.effective_on,
        )
    ]
    assert acknowledged.when(ACKNOWLEDGE) == []


def test_a_concern_is_acknowledged_from_the_day_it_was_raised_until_today() -> None:
    assert raised.when(replace(ACKNOWLEDGE, effective_on=RAISED_ON))
    assert raised.when(replace(ACKNOWLEDGE, effective_on=TODAY))
    with pytest.raises(DatesOutOfOrder):
        raised.when(replace(ACKNOWLEDGE, effective_on=RAISED_ON - timedelta(days=1)))
    with pytest.raises(DateInFuture):
        raised.when(replace(ACKNOWLEDGE, effective_on=TOMORROW))


@pytest.mark.parametrize("command", AFTER_RAISING, ids=lambda one: type(one).__name__)
def test_nothing_can_be_done_with_a_concern_that_nobody_raised(command: ReferralCommand) -> None:
    with pytest.raises(NotFound):
        concern.when(command)


def test_a_concern_for_the_wrong_pupil_is_struck_out_and_names_the_right_one() -> None:
    assert decided.when(STRIKE_OUT) == [
        ReferralStruckOut(
            referral_id=REFERRAL,
            pupil_id=PUPIL,
            reason=STRIKE_OUT.reason,
            replaced_by=STRIKE_OUT.replaced_by,
            struck_out_by=SENCO,
        )
    ]


def test_striking_out_again_changes_nothing() -> None:
    assert raised.after(STRIKE_OUT).when(STRIKE_OUT) == []


@pytest.mark.parametrize("command", AFTER_RAISING[:-1], ids=lambda one: type(one).__name__)
def test_a_struck_out_concern_takes_nothing_more(command: ReferralCommand) -> None:
    with pytest.raises(EnteredInError):
        raised.after(STRIKE_OUT).when(command)


@pytest.mark.parametrize(
    "command",
    [
        replace(ADD_NOTE, note_id=MOTHER),
        replace(ADD_EVIDENCE, evidence_id=MOTHER),
        replace(OBSERVE, observation_id=MOTHER),
        replace(HEAR_PARENT, consultation_id=MOTHER),
        SET_ASIDE,
        replace(DECIDE, decision_id=MOTHER),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_decided_concern_takes_nothing_new(command: ReferralCommand) -> None:
    with pytest.raises(AlreadyDecided):
        decided.when(command)
