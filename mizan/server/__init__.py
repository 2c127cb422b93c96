"""From a request to an answer: decode, dispatch, execute, encode."""
