"""The clocks of a case, phase by phase: pure functions of what was told and of the rule book."""
