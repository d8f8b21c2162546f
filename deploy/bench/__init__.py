"""`make bench`: what Waymark's safety costs, as ratios to the same work done without it.

Absolute times say more about a machine than about a program: each measurement takes turns with
its baseline, on the same servers, in the same minute. docs/performance.md explains the rows.
Reading order: ratios (the arithmetic), ground (the servers), people and concerns (what is
written), then one module for each kind of row; __main__ puts them in order.
"""
