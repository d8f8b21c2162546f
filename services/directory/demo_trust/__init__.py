"""The demo trust: an MIS export of Skylark Valley Trust, invented throughout, under a fixed seed.

Eight schools, about 4,000 pupils with the adults around them, staff and terms. Reading order:
schools and names (the data), personas (who is always there), households, roll, sen, staff, terms,
writing (`write_export`). The command: python -m services.directory.demo_trust FOLDER
"""
