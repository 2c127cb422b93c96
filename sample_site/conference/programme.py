"""What everybody may know about the conference: name, place, days."""

from datetime import date

NAME = "Saltmarsh"
YEAR = 2027
PLACE = "Husum, on the North Sea"
DAYS = (date(2027, 6, 10), date(2027, 6, 11), date(2027, 6, 12))
CALL_CLOSES = date(2027, 2, 28)

LONGEST = {"lightning": 10, "talk": 45, "workshop": 180}
"""The longest session of each kind, in minutes."""
