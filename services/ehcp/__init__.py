"""EHC cases: from the day the council is asked for an assessment to the final plan, and every date.

Owns: EhcCase (stream `ehccase-<id>`: the category is what stands before the first hyphen), and
what imports of lists say of themselves (`ehcimports-<school>`).

Publishes, on `<trust>.ehcp`: `ehcp-assessment-requested`, `ehcp-receipt-recorded`,
`ehcp-decision-recorded`, `ehcp-plan-decision-recorded`, `ehcp-advice-requested`,
`ehcp-advice-submitted`, `ehcp-plan-finalised`, `ehcp-entry-struck-out`, `ehcp-case-struck-out`,
`ehcp-case-taken-over`, `ehcp-exception-claimed`; of the draft `ehcp-draft-plan-received`,
`ehcp-plan-content-recorded`, `ehcp-representations-sent`, `ehcp-naming-consultation-received`,
`ehcp-naming-consultation-answered`; of reviews `ehcp-review-planned`, `-meeting-moved`,
`-invitations-sent`, `-advice-chased`, `-advice-received`, `-papers-circulated`,
`-views-recorded`, `-meeting-held`, `-report-sent`, `-decision-recorded`; of amendments
`ehcp-amendment-notice-received`, `ehcp-plan-amended`, `ehcp-amendment-dropped`; of appeals
`ehcp-mediation-asked`, `ehcp-mediation-ended`, `ehcp-certificate-issued`, `ehcp-mediation-agreed`,
`ehcp-agreement-kept`, `ehcp-appeal-made`, `ehcp-appeal-conceded`, `ehcp-tribunal-ordered`,
`ehcp-appeal-withdrawn`; of what becomes of a plan `ehcp-reassessment-requested`,
`ehcp-reassessment-decided`, `ehcp-cease-consulted`, `ehcp-cease-decided`, `ehcp-plan-ceased`,
`ehcp-move-told-of`, `ehcp-plan-transferred`, `ehcp-transfer-explained`;
`ehcp-deadline-approaching`, `ehcp-deadline-missed`, `ehcp-deadline-met`,
`ehcp-deadline-withdrawn`, `ehcp-deadline-stopped`, `ehcp-deadline-resumed`;
`ehcp-under-five-recorded`; `ehcp-cases-imported`.

Listens to: `directory`, to know at which school a pupil is now (`shared.access`), until when a
child counts as under five (taken over into the case, so that its dates follow from its own events
alone), and when schools are open; `plans`, for the sessions by which section F is delivered: read,
not kept twice. It does not react to a `referral-decided` whose outcome is "EHC assessment": that
decision is the school's intention and stands in `referrals`; a case begins with an act, on a day,
at an authority, which a person tells us with the concern's id. A case opened by itself would have
none of the three, no clock to run, and would stay behind when the decision is corrected or the
parent has asked already. Who looks for what was decided and not asked finds the concern's id
missing among the cases.

The council's acts are recorded as told, however late, and flagged; the school's own unlawful acts
are refused. Dates are counted by `shared.rulebook`, from the days that were told: where one is
not known there is no date, and the page says whom to ask. A rehearsal ("what if") runs the same
functions over imagined entries, and writes nothing. A change of the rule book changes what is
shown at once; what lists and the clock's index hold follows when the worker has made the views
anew, which it does by itself (`shared.editions`).

What an import brings in is silent: a notice that would have been given before it is recorded with
the origin "import", for the views that count what is late, and reaches nobody. In its place each
school is told once, by `ehcp-cases-imported`, of how many cases and how many missing facts. What
was announced and is withdrawn by a later list is heard by those who were told it.

Reading order: domain/terms and the terms of each phase, events, commands, facts, keeping, state,
told; a module of each phase (asking, claiming, drafting, reviewing, amending, appealing, changing),
its clocks (domain/clocks) and flags (domain/marks); advising, moves, reassessing, reviews,
appealable, stage, deadlines, reminders, notices, consequences, telling, case, imagining, flags;
codec, handlers; schemas, api; projections, queries, in_words, explaining, can_do, shown, viewers,
reading_api, what_if_api; clock, clock_api, ages; migration (cases from a trust's own list),
migration_api; config, app, worker.
"""
