"""What made an analysis: digests of input, lexicon, model and profile, and the check of a saved report."""
