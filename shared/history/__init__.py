"""A past that is taken over, from an earlier system say: commands with days in the past, in a file.

They go through the same decisions as everybody's, and are recorded as an import: with the true
time of recording, on behalf of whoever did it then, and notifying nobody (docs/decisions/0015).

Reading order: stories (the file), playing (how it is carried out), command (the command line).
"""
