"""A Bot API on loopback and a page of phones: the whole bot plays with no token and no network."""
