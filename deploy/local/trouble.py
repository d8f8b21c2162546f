"""What goes wrong on a machine and a person can put right."""


class Trouble(Exception):
    """Printed as it is, without a stack trace: the message says what is wrong and what to do."""
