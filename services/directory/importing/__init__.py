"""The import of a trust's MIS export: what is new becomes events, and nothing else does.

A row tells of a stream; what all rows tell of one makes one command; decided against what was
known, it gives the changes. Rows that are gone are reported: nothing ever ends by silence.

Reading order: telling (what rows tell of a stream), schools, staff, pupils, guardians (rows to
commands), matching (which pupil a row is about), known (what was told before), applying (batches
of commands), journal, report, run (one import), __main__ (the command).
"""

from .report import ImportReport
from .run import ImportRunning, run_import

__all__ = ["ImportReport", "ImportRunning", "run_import"]
