"""How the tests run anywhere: no example has a deadline and each run tries the same ones, so that a slow machine or an
unlucky draw fails nobody. New examples are what `make fuzz` and `make eval` are for."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
