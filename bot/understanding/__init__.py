"""Typed text to intent."""
