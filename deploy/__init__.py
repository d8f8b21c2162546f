"""How Waymark is put on machines: `local/` for one machine, with nothing but Python."""
