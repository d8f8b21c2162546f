"""Each step of mediation and appeals, in the order of the process, as the school was told."""

from collections.abc import Mapping
from typing import Final

from services.portal.clients.ehcp import Case
from services.portal.clients.ehcp_appeals import (
    AGREED,
    APPEAL,
    ASKED,
    CERTIFICATE,
    CONCEDED,
    ENDED,
    KEPT,
    ORDERED,
    WITHDRAWN,
    appealable,
    not_kept,
    open_appeals,
)
from services.portal.pages.ehc_appeal_forms import (
    AgreementForm,
    AgreementKeptForm,
    AppealForm,
    CertificateForm,
    ConcessionForm,
    MediationEndForm,
    MediationForm,
    OrderForm,
    WithdrawalForm,
    known_agreement,
    known_appeal,
    known_kept,
    known_order,
    of_appeal,
    of_decision,
    offer_agreements,
    offer_appeals,
    offer_decisions,
)
from services.portal.pages.ehc_telling import Telling

OF_DECISION: Final = {"NotOfThisCase": "decision_id"}
OF_AGREEMENT: Final = {"NotOfThisCase": "agreement_id"}
OF_APPEAL: Final = {"NotOfThisCase": "appeal_id"}


def decided(case: Case) -> bool:
    return bool(appealable(case))


def appealed(case: Case) -> bool:
    return bool(open_appeals(case))


# By the last part of the address.
STEPS: Final[Mapping[str, Telling[Case]]] = {
    "mediation": Telling(
        type=ASKED,
        part="mediation",
        path="mediations",
        title="The family wants mediation",
        ask="Record that the family wants mediation",
        make=MediationForm,
        known=lambda entry: {**of_decision(entry), "told_on": entry.on},
        may=decided,
        fit=offer_decisions,
        at=OF_DECISION,
    ),
    "mediation-end": Telling(
        type=ENDED,
        part="mediation_end",
        path="mediation-ends",
        title="Mediation ended, or was declined",
        ask="Record that mediation ended or was declined",
        make=MediationEndForm,
        known=lambda entry: {
            **of_decision(entry),
            "how": entry.details.get("how"),
            "ended_on": entry.on,
        },
        may=decided,
        fit=offer_decisions,
        at=OF_DECISION,
    ),
    "certificate": Telling(
        type=CERTIFICATE,
        part="mediation_certificate",
        path="mediation-certificates",
        title="The mediation certificate",
        ask="Record the mediation certificate",
        make=CertificateForm,
        known=lambda entry: {**of_decision(entry), "issued_on": entry.on},
        may=decided,
        fit=offer_decisions,
        at=OF_DECISION,
    ),
    "agreement": Telling(
        type=AGREED,
        part="mediation_agreement",
        path="mediation-agreements",
        title="What was agreed at mediation",
        ask="Record what was agreed at mediation",
        make=AgreementForm,
        known=known_agreement,
        may=decided,
        fit=offer_decisions,
        at=OF_DECISION,
    ),
    "agreement-kept": Telling(
        type=KEPT,
        part="agreement_kept",
        path="agreements-kept",
        title="The council did what was agreed",
        ask="Record that the council did what was agreed at mediation",
        make=AgreementKeptForm,
        known=known_kept,
        may=lambda case: bool(not_kept(case)),
        fit=offer_agreements,
        at=OF_AGREEMENT,
    ),
    "appeal": Telling(
        type=APPEAL,
        part="appeal",
        path="appeals",
        title="The family appealed to the Tribunal",
        ask="Record that the family appealed",
        make=AppealForm,
        known=known_appeal,
        may=decided,
        fit=offer_decisions,
        at=OF_DECISION,
    ),
    "concession": Telling(
        type=CONCEDED,
        part="appeal_concession",
        path="appeal-concessions",
        title="The council does not oppose the appeal",
        ask="Record that the council does not oppose the appeal",
        make=ConcessionForm,
        known=lambda entry: {**of_appeal(entry), "told_on": entry.on},
        may=appealed,
        fit=offer_appeals,
        at=OF_APPEAL,
    ),
    "order": Telling(
        type=ORDERED,
        part="tribunal_order",
        path="tribunal-orders",
        title="The Tribunal's order",
        ask="Record the Tribunal's order",
        make=OrderForm,
        known=known_order,
        may=appealed,
        fit=offer_appeals,
        at=OF_APPEAL,
    ),
    "withdrawal": Telling(
        type=WITHDRAWN,
        part="appeal_withdrawal",
        path="appeal-withdrawals",
        title="The family took its appeal back",
        ask="Record that the family took its appeal back",
        make=WithdrawalForm,
        known=lambda entry: {**of_appeal(entry), "withdrawn_on": entry.on},
        may=appealed,
        fit=offer_appeals,
        at=OF_APPEAL,
    ),
}
