"""What is decided about schools, staff, pupils and guardians. No database, no clock, no web.

Reading order: terms and details (values), ages (days that follow from a birth date), events,
commands, then one module per aggregate: school, staff_member, pupil, guardian, guardianship.
"""
