"""Who is who in the trust: schools, staff, pupils, guardians, the import from the MIS, sign-in.

It owns the aggregates School, StaffMember, Pupil, Guardian, Guardianship and Opening (a record that
was opened from outside), and alone makes and
destroys data keys. Names are here and nowhere else: other services keep ids and ask. It publishes
what happened, with names sealed and the birth date's derived days in clear; it listens to nobody.

Reading order: domain/, handlers, records (what the work stands on), projections/, queries, grants
(who may do what today), search (finding by what is sealed), erasure, mis/ (reading an export),
importing/ (an export to events), names and naming (names out), schemas and api, config, app,
worker.
"""
