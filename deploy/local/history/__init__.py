"""The demo trust's year before today: told to each service as a past that it takes over.

Made up from an MIS export and a fixed seed: the same files for the same export and day. Each
pupil's past has a chance of its own, so that one pupil more changes nobody else's.

Reading order: school_days, trust (who there is), told (how a line is said), words (what people
write), concerns; plans with plan_terms and plan_help; cases with case_writing, case_assessment,
case_reviews, case_amending, case_changes and councils; writing (a file for each service).
"""
