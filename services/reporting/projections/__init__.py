"""The read models of reporting. Each part of a document is fed by one service alone."""
