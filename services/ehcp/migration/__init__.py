"""Running EHC cases that come from a trust's own list, one CSV file (docs/migrating-ehc-cases.md).

A row is refused when taking it could make a wrong case, a wrong council or a wrong date; what is
not known stays not known, and is asked for. What is taken over is silent; from then on the clocks
run. A row that is gone ends nothing.

Reading order: columns (what the file holds, as data), reading (bytes to rows), values (one value),
rows, alone (a row by itself), together (a row among others), cases_file (the whole), entries (what
is said), check (the command that needs no server); found (which pupil a row is about), telling (one
thing told to a case), moving (a plan that went over), planning (a row to what its case does not
know), digest (what a school is told of it, once), report, journal, run (one import), __main__ (the
command).
"""
