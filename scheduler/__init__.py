"""The ticks: what the bar does because of the time. Each asks the database what is due; no job is ever stored."""

from scheduler.ticks import Ticks

__all__ = ["Ticks"]
