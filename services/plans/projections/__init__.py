"""Events out: `plans`, one document per plan, from this service's own log."""
