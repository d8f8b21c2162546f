"""What is flagged of a case, phase by phase."""
