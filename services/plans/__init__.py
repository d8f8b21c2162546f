"""Plans: what the school does for a pupil on SEN Support, and what comes of it.

Owns: SupportPlan (stream `plan-<id>`): assess, plan, do, review (SEND Code of Practice 6.44-6.56).

Publishes, on `<trust>.plans`: `plan-opened`, `plan-grounds-changed`, `plan-grounds-withdrawn`,
`needs-noted`, `target-set`, `target-measured`, `target-reviewed`, `provision-arranged`,
`provision-ended`, `session-delivered`, `session-missed`, `views-recorded`, `plan-shared`,
`plan-read`, `plan-review-due`, `plan-review-due-withdrawn`, `plan-reviewed`, `plan-closed`,
`plan-entry-struck-out`.

Listens to: `referrals`, whose decisions for SEN Support open, change and withdraw plans (a policy,
`open-plan`); `directory`, only to know at which school a pupil is now, and which records are of
one child (`shared.access`).

A plan stands on grounds: one decision for SEN Support of each concern that led to it. A pupil who
has an open plan gets no second one; another concern's decision becomes another of its grounds. How
that holds for two decisions at once, `policies` says. A
plan whose last ground was corrected away stands no more and keeps its history; what was shared
with a family is not undone by an event about something else.

Corrections: an entry (target, measure, provision, session, view, review, closing) that was
entered in error is struck out by an event that names it; state and pages then say what they would
say without it. What a family wrote themselves is never struck out.

Time: the worker's clock appends `plan-review-due` once for each agreed review date, on the day. A
clock that cannot be right stops until operations ask it to go on (`shared.standstill`).

Reading order: domain/terms, events, commands, state, support_plan and what it calls; codec,
handlers; schemas, api; projections, parts, viewers, queries; inbound, policies; clock; config,
app, worker.
"""
