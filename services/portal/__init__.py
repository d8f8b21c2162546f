"""The pages that people see: a face on the other services, with no rule and no fact of a case.

What it keeps itself (sessions, drafts, what is put off) is sealed, and goes within weeks.

Reading order: config, app (the wiring), security, assets, frame (what stands around each page),
words (how things are said), forms (how they are asked), pages (one module for each task that a
person comes to do).
"""
