"""Which pupils another service's list is about: for lists of running EHC cases (ADR 0019).

A list knows a pupil by the MIS's id or the UPN, which only this service can find. It answers with
our ids by the list's lines, and no other service reads an index or a name.

Reading order: lists (the columns it reads), pupils (who that is), __main__ (the command).
"""
