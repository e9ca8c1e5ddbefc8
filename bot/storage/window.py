"""How the window does on a night: paused, in a rush, its sum told."""

from datetime import date, datetime

from bot.domain.carts import Pause, WindowNight
from bot.storage.tx import Tx


def get_window(tx: Tx, night: date, now: datetime) -> WindowNight:
    """How the window does on a night; a pause that is over is none."""
    row = tx.one(
        """
        SELECT paused_until_at, pause_reason, paused_by, rush_minutes FROM window_nights WHERE night_on = :night
        """,
        night=night,
    )
    if row is None:
        return WindowNight()
    until_at = row["paused_until_at"]
    paused = until_at is not None and until_at > now
    pause = Pause(until_at, row["pause_reason"] or "", row["paused_by"] or "") if paused else None
    return WindowNight(pause, row["rush_minutes"])


def set_pause(tx: Tx, night: date, pause: Pause | None) -> None:
    """Pause the window on a night, or with None let it go on."""
    _know(tx, night)
    tx.run(
        """
        UPDATE window_nights SET paused_until_at = :until_at, pause_reason = :reason, paused_by = :by
        WHERE night_on = :night
        """,
        night=night,
        until_at=pause.until_at if pause else None,
        reason=pause.reason if pause else None,
        by=pause.by if pause else None,
    )


def set_rush(tx: Tx, night: date, minutes: int) -> None:
    """Add so many minutes to every promise of a night from now on."""
    _know(tx, night)
    tx.run("UPDATE window_nights SET rush_minutes = :minutes WHERE night_on = :night", night=night, minutes=minutes)


def claim_sum(tx: Tx, night: date, now: datetime) -> bool:
    """Take in hand the sum of a night; False where somebody has."""
    _know(tx, night)
    return bool(
        tx.run(
            "UPDATE window_nights SET summed_at = :now WHERE night_on = :night AND summed_at IS NULL",
            night=night,
            now=now,
        )
    )


def _know(tx: Tx, night: date) -> None:
    tx.run(
        "INSERT INTO window_nights (night_on) VALUES (:night) ON CONFLICT (night_on) DO NOTHING",
        night=night,
    )
