"""What we know, as data: codes, cues, profiles, session factors, roles, and the loader that checks them."""
