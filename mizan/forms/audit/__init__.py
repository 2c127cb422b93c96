"""What Mizan can make of the forms of an app or a package (`manage.py mizan_audit`)."""
