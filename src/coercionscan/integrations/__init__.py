"""Doors for other libraries: a spaCy component, scikit-learn estimators, a pandas accessor.

Each module imports its own library; nothing is imported here.
"""
