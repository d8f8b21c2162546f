"""Who is who in the trust: schools, staff, pupils, guardians, and the import from the MIS."""
