"""One module a subject: the same thing written for Mizan and for each peer, asserted to answer alike."""
