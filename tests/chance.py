"""How Hypothesis plays here: as long as it needs, because a busy machine is no fault in the code."""

from hypothesis import HealthCheck, settings

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100)
