"""The rules of an EHC case: pure functions over its events, its commands and the rule book."""
