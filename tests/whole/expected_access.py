"""Who may do what, written down apart from the code: every route, every persona.

A row says, for each persona in the order of WHO, y: let through (whatever the command then
answers), 3: the role may never (403), 4: not there, for them (404). The routes are about a pupil
of Larkfield, a concern that the teacher raised about her, and the school itself.

WHO: t teacher, s SENCO, h head, l trust SEND lead, p parent of that pupil, y a young person of
another school, o ops, x another school's SENCO. A barred parent cannot sign in at all.
"""

from collections.abc import Mapping
from typing import Final

WHO: Final = (
    "teacher",
    "senco",
    "head",
    "trust_lead",
    "parent",
    "young_person",
    "ops",
    "other_senco",
)
PUBLIC: Final = "public"
EVERYONE: Final = "yyyyyyyy"

EXPECTED: Final[Mapping[str, Mapping[str, str]]] = {
    "directory": {
        "GET /schools": EVERYONE,
        "GET /schools/{school_id}": EVERYONE,
        "POST /pupils/find": "yyyy3334",
        "POST /names": EVERYONE,
        "GET /me": EVERYONE,
        "GET /pupils/{pupil_id}": "3yyyy434",
        "GET /pupils/{pupil_id}/family": "3yyyy434",
        "GET /pupils/{pupil_id}/opened": "3y3yy434",
        "POST /pupils/{pupil_id}/contact": "3y333334",
        "POST /pupils/{pupil_id}/family/{guardianship_id}/unlinking": "3y333334",
        "POST /pupils/{pupil_id}/merger": "3y3y3334",
        "POST /pupils/{pupil_id}/erasure": "333333y3",
        "GET /imports": "333y33y3",
        "POST /tokens/staff": PUBLIC,
        "POST /sign-in-links": PUBLIC,
        "POST /tokens/link": PUBLIC,
        "POST /tokens/renew": PUBLIC,
        "POST /tokens/end": PUBLIC,
        "GET /.well-known/jwks.json": PUBLIC,
    },
    "referrals": {
        "POST /referrals": "yyyyy434",
        "POST /referrals/{referral_id}/acknowledgement": "3y333334",
        "POST /referrals/{referral_id}/notes": "y444y434",
        "POST /referrals/{referral_id}/evidence": "3y333334",
        "POST /referrals/{referral_id}/observations": "3y333334",
        "POST /referrals/{referral_id}/views": "3y333334",
        "POST /referrals/{referral_id}/set-aside": "3y333334",
        "POST /referrals/{referral_id}/entries/{entry_id}/strike-out": "3y333334",
        "POST /referrals/{referral_id}/strike-out": "3y333334",
        "POST /referrals/{referral_id}/decision": "3y333334",
        "POST /referrals/{referral_id}/decision/correction": "3y333334",
        "POST /referrals/{referral_id}/decision/parents-told": "3y333334",
        "POST /referrals/{referral_id}/specialist-requests": "3y333334",
        "GET /referrals": "3yyy3334",
        "GET /referrals/mine": "yyyy333y",
        "GET /referrals/due": "3yyy3334",
        "GET /referrals/of-pupil/{pupil_id}": "4yyyy434",
        "GET /referrals/{referral_id}": "yyyyy434",
        "GET /referrals/{referral_id}/as-known": "yyyyy434",
        "GET /referrals/{referral_id}/specialist-requests": "3yyyy434",
        "GET /specialist-requests/{request_id}": "3yyyy434",
        "POST /specialist-requests/{request_id}/chases": "3y333334",
        "POST /specialist-requests/{request_id}/report": "3y333334",
        "POST /specialist-requests/{request_id}/withdrawal": "3y333334",
        "GET /pupils/{pupil_id}/opened": "3y3yy434",
    },
    "plans": {
        "POST /plans/{plan_id}/needs": "3y333334",
        "POST /plans/{plan_id}/targets": "3y333334",
        "POST /plans/{plan_id}/measures": "yy333334",
        "POST /plans/{plan_id}/provision": "3y333334",
        "POST /plans/{plan_id}/provision/{provision_id}/ending": "3y333334",
        "POST /plans/{plan_id}/sessions": "yy333334",
        "POST /plans/{plan_id}/views": "3y333334",
        "POST /plans/{plan_id}/own-views": "3333y433",
        "POST /plans/{plan_id}/reads": "3333y433",
        "POST /plans/{plan_id}/shares": "3y333334",
        "POST /plans/{plan_id}/reviews": "3y333334",
        "POST /plans/{plan_id}/closing": "3y333334",
        "POST /plans/{plan_id}/entries/{entry_id}/strike-out": "3y333334",
        "GET /plans": "3yyy3334",
        "GET /plans/{plan_id}": "3yyyy434",
        "GET /pupils/{pupil_id}/plans": "3yyyy434",
        "GET /pupils/{pupil_id}/opened": "3y3yy434",
    },
    "ehcp": {
        "POST /cases": "3y333334",
        "POST /cases/{case_id}/receipt": "3y333334",
        "POST /cases/{case_id}/decision": "3y333334",
        "POST /cases/{case_id}/plan-decision": "3y333334",
        "POST /cases/{case_id}/advice-request": "3y333334",
        "POST /cases/{case_id}/advice": "3y333334",
        "POST /cases/{case_id}/exceptions": "3y333334",
        "POST /cases/{case_id}/draft-plans": "3y333334",
        "POST /cases/{case_id}/plan-content": "3y333334",
        "POST /cases/{case_id}/representations": "3y333334",
        "POST /cases/{case_id}/consultations": "3y333334",
        "POST /cases/{case_id}/consultation-answers": "3y333334",
        "POST /cases/{case_id}/final-plan": "3y333334",
        "POST /cases/{case_id}/corrections": "3y333334",
        "POST /cases/{case_id}/strike-out": "3y333334",
        "POST /clock/tick": "333333y3",
        "GET /cases": "3yyy3334",
        "GET /cases/{case_id}": "3yyyy434",
        "GET /pupils/{pupil_id}/cases": "3yyyy434",
        "GET /deadlines": "3yyy3334",
        "GET /pupils/{pupil_id}/opened": "3y3yy434",
    },
    "notifications": {
        "GET /messages": EVERYONE,
        "GET /messages/{message_id}": "4y444444",
        "POST /messages/{message_id}/read": "4y444444",
        "GET /preferences": EVERYONE,
        "POST /preferences": EVERYONE,
    },
    "reporting": {
        "GET /caseload": "333y3333",
        "GET /schools/{school_id}/concerns": "3yyy3334",
        "GET /register": "3y3y3334",
        "GET /pupils/{pupil_id}/history": "3y3y3334",
        "GET /pupils/{pupil_id}/opened": "3y3yy434",
    },
}
