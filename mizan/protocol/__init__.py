"""The words of the protocol: calls, answers, failures and names. No Django here."""
