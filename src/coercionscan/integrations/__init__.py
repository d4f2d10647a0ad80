"""Bridges to spaCy, scikit-learn and pandas."""
