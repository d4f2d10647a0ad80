from __future__ import annotations

from hypothesis import HealthCheck, settings

# A busy machine must not fail a test: no example has a deadline, and slow making of examples is no fault.
settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")
