"""The chat page of the rehearsal: phones side by side in a browser, and the venue's clock."""

from bot.rehearsal.page.server import ChatPage
from bot.rehearsal.page.state import Jump, Phone, VenueClock

__all__ = ["ChatPage", "Jump", "Phone", "VenueClock"]
