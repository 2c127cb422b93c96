"""What users of the tests have besides: a number, and in the odd project a key of their own."""
