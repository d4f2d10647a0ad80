"""From a Transcript and its facts to Tags: rules, question forms, exchanges, classifier, settling."""
