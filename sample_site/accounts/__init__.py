"""Who somebody is: the pages to log in, to join, and to look after an account."""
