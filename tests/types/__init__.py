"""A backend whose generated client is compiled, with right programs and wrong ones."""
