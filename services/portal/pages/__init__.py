"""One module for each task that a person comes to do."""
