"""EHC cases: from the day the council is asked for an assessment to the final plan, and every date.

Owns: EhcCase (stream `ehccase-<id>`: the category is what stands before the first hyphen).

Publishes, on `<trust>.ehcp`: `ehcp-assessment-requested`, `ehcp-receipt-recorded`,
`ehcp-decision-recorded`, `ehcp-plan-decision-recorded`, `ehcp-advice-requested`,
`ehcp-advice-submitted`, `ehcp-plan-finalised`, `ehcp-entry-struck-out`, `ehcp-case-struck-out`;
`ehcp-deadline-approaching`, `ehcp-deadline-missed`, `ehcp-deadline-met`,
`ehcp-deadline-withdrawn`.

Listens to: `directory`, only to know at which school a pupil is now (`shared.access`). It does not
react to a `referral-decided` whose outcome is "EHC assessment": that decision is the school's
intention and stands in `referrals`; a case begins with an act, on a day, at an authority, which a
person tells us with the concern's id. A case opened by itself would have none of the three, no
clock to run, and would stay behind when the decision is corrected or the parent has asked already.
Who looks for what was decided and not asked finds the concern's id missing among the cases.

The council's acts are recorded as told, however late, and flagged; the school's own unlawful acts
are refused. Dates are counted by `shared.rulebook`, from the day of receipt alone: where that is
not known there is no date, and the page says whom to ask. A change of the rule book changes what is
shown at once; what lists and the clock's index hold follows once the view `cases` is rebuilt.

What an import brings in is silent: a notice that would have been given before it is recorded with
the origin "import", for the views that count what is late, and reaches nobody.

Reading order: domain/terms, events, commands, facts, state, stage, deadlines, notices, telling,
case, flags; codec, handlers; schemas, api; projections, queries, explaining, shown, reading_api;
clock, clock_api; config, app, worker.
"""
