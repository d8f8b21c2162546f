"""Referrals: a concern about a pupil, from the first word to the decision and its corrections.

Owns: Referral (stream `referral-<id>`) and SpecialistRequest (stream `specialistrequest-<id>`:
the category is what stands before the first hyphen, so it has none itself).

Publishes, on `<trust>.referrals`: `referral-raised`, `referral-acknowledged`, `evidence-added`,
`pupil-observed`, `family-consulted`, `author-note-added`, `step-set-aside`, `entry-struck-out`,
`referral-decided`, `decision-corrected`, `parents-told`, `referral-struck-out`;
`specialist-assessment-requested`, `specialist-request-chased`, `specialist-report-received`,
`specialist-request-withdrawn`.

Listens to: `directory`, only to know at which school a pupil is now (`shared.access`). Erasure
needs no command here: every text is sealed under the pupil's key, which `directory` destroys,
and what stays in clear are our ids, codes and dates. Two records of one child, `pupils-merged`,
are brought together where they are read: a query takes all the ids of a child.

Corrections: a stream is about one pupil for ever, since its texts are sealed with that pupil's
key and its events lie in that pupil's partition. A concern raised for the wrong pupil is
therefore struck out, naming the concern that replaces it, which names it in `corrects` and keeps
the day on which it was first raised. A wrong decision is corrected in its own stream.

Reading order: domain/terms, outcomes, events, commands, state, referral (with triage, deciding),
specialist_request; codec, handlers; schemas, access, api, deciding_api, specialist_api;
projections, queries, promises, viewers, shown, reading_api; config, app, worker.
"""
