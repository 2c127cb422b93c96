"""What runs in a process of its own, and prints what it measured as JSON."""
