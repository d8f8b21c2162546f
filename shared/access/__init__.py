"""Who may do what: tokens and their grants, one policy table, and the log of who looked."""
