"""What a call, a form and a generated client cost, measured beside the peers in one run."""
