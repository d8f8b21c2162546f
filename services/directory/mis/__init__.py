"""The MIS export: a folder of CSV files, read and judged row by row.

A row is refused when taking it could make a wrong person, school, right or legal status; a wrong
detail is dropped with a notice, so that a slip loses no child and no guardian.

Reading order: columns and lists (what a file holds, as data), reading (bytes to records), header
(records to rows), values (one value), alone (a row by itself), together (a row among others),
export (a folder), report (what is said about it), check (the command).
"""
