"""The room where pictures are drawn. Empty on purpose: whoever needs a picture imports its module at that moment."""
