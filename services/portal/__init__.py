"""The pages that people see: a face on the other services, with no rule and no data of its own.

Reading order: config, app (the wiring), security, assets, frame (what stands around each page),
words (how things are said), forms (how they are asked), pages (one module for each task that a
person comes to do).
"""
