"""What may be asked, what then happens, and which rules say no. Pure functions over values."""
