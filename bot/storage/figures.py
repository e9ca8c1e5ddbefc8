"""What the campaign did, as far as a database counts it: a hundred thousand followers come back as a few sums.

Instants are texts of one width, so that their parts are cut out of them: every database can do that.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.campaign import Calendar
from bot.domain.figures import SOURCES, Booked, Counts, Hour, Leader, Place, Stretch, opening_day, stretches
from bot.storage import campaign as campaigns
from bot.storage.tx import Tx

_BOOKMARK, _SECRET, _FOLLOWER, _CALLER, _ELSEWHERE = SOURCES

# How a guest had come when they booked: the first of the ways that applies.
_BOOKED = f"""
    WITH made AS (
      SELECT 1 AS reservations, 0 AS orders, guest_id, booked_at AS made_at FROM reservations
      WHERE booked_at >= :since AND booked_at < :until AND guest_id IS NOT NULL
        AND status NOT IN ('requested', 'declined')
      UNION ALL
      SELECT 0, 1, guest_id, placed_at FROM orders
      WHERE placed_at >= :since AND placed_at < :until AND number IS NOT NULL
    ),
    followed AS (
      SELECT guest_id, min(since_at) AS since_at FROM followings
      WHERE guest_id IN (SELECT guest_id FROM made) GROUP BY guest_id
    ),
    sourced AS (
      SELECT made.reservations, made.orders, b.place, CASE
        WHEN b.id IS NOT NULL THEN '{_BOOKMARK}'
        WHEN l.guest_id IS NOT NULL THEN '{_SECRET}'
        WHEN w.guest_id IS NOT NULL THEN '{_FOLLOWER}'
        WHEN EXISTS (SELECT 1 FROM calls c WHERE c.guest_id = made.guest_id AND c.called_at <= made.made_at)
          THEN '{_CALLER}'
        ELSE '{_ELSEWHERE}' END AS source
      FROM made
      LEFT JOIN finds f ON f.guest_id = made.guest_id AND f.found_at <= made.made_at
      LEFT JOIN bookmarks m ON m.code = f.code
      LEFT JOIN bookmark_batches b ON b.id = m.batch_id
      LEFT JOIN let_in l ON l.campaign = :campaign AND l.guest_id = made.guest_id AND l.said_at <= made.made_at
      LEFT JOIN followed w ON w.guest_id = made.guest_id AND w.since_at <= made.made_at
    )
    SELECT source, coalesce(place, '') AS place, sum(reservations) AS reservations, sum(orders) AS orders
    FROM sourced GROUP BY source, coalesce(place, '')
    """


def get_counts(tx: Tx, campaign: str, calendar: Calendar, now: datetime) -> Counts:
    """Everything that is counted about a campaign; nothing after its opening day, but for the people."""
    opens_at, ends_at = opening_day(calendar)
    end = min(now, ends_at)
    return Counts(
        begun_at=campaigns.begun_at(tx, campaign),
        followers=_count(tx, "SELECT count(*) AS count FROM followings WHERE left_at IS NULL"),
        joined=_by_quarter(tx, "since_at", end),
        left=_by_quarter(tx, "left_at", end),
        callers=_count(
            tx, "SELECT count(DISTINCT guest_id) AS count FROM calls WHERE called_at < :until", until=ends_at
        ),
        hours=_hours(tx, calendar, ends_at),
        places=_places(tx),
        solves=_solves(tx, campaign),
        solvers=_count(
            tx, "SELECT count(DISTINCT guest_id) AS count FROM solves WHERE campaign = :name", name=campaign
        ),
        let_in=_count(tx, "SELECT count(*) AS count FROM let_in WHERE campaign = :name", name=campaign),
        booked=_booked(tx, campaign, opens_at, ends_at),
        releases={day: release.status for day, release in campaigns.channel_releases(tx, campaign).items()},
        held=_held(tx, campaign),
    )


def list_leaders(tx: Tx, campaign: str, limit: int) -> list[Leader]:
    """Who has solved most; of those who have solved alike, whoever was there first."""
    rows = tx.all(
        """
        SELECT g.first_name AS name, count(*) AS solved, max(s.solved_at) AS last_at
        FROM solves s JOIN guests g ON g.id = s.guest_id WHERE s.campaign = :campaign
        GROUP BY g.id, g.first_name ORDER BY solved DESC, last_at, g.id LIMIT :limit
        """,
        campaign=campaign,
        limit=limit,
    )
    return [Leader(**row) for row in rows]


def _count(tx: Tx, sql: str, **values: object) -> int:
    row = tx.one(sql, **values)
    return row["count"] if row is not None else 0


def _by_quarter(tx: Tx, column: str, until: datetime) -> dict[datetime, int]:
    """How many followings have begun, or ended, in each quarter of an hour."""
    rows = tx.all(
        f"""
        SELECT substr({column}, 1, 14) || CASE WHEN substr({column}, 15, 2) < '15' THEN '00'
          WHEN substr({column}, 15, 2) < '30' THEN '15' WHEN substr({column}, 15, 2) < '45' THEN '30' ELSE '45' END
          || ':00.000Z' AS quarter_at, count(*) AS count
        FROM followings WHERE {column} <= :until GROUP BY quarter_at
        """,
        until=until,
    )
    return {row["quarter_at"]: row["count"] for row in rows}


def _hours(tx: Tx, calendar: Calendar, until: datetime) -> list[Hour]:
    """Calls by the hour that the wall clock showed; whoever called twice at one hour, on whatever days, is one person.

    Only the database can tell that without a list of all people, so the hours are made there as well.
    """
    first = tx.one("SELECT min(called_at) AS first_at FROM calls WHERE called_at < :until", until=until)
    if first is None or first["first_at"] is None:
        return []
    ahead, values = _ahead(stretches(calendar.zone, first["first_at"], until))
    rows = tx.all(
        f"""
        SELECT (minute - 1440 * (minute / 1440)) / 60 AS hour, count(*) AS calls, count(DISTINCT guest_id) AS people
        FROM (
          SELECT guest_id, 1440 + 60 * CAST(substr(called_at, 12, 2) AS INTEGER)
            + CAST(substr(called_at, 15, 2) AS INTEGER) + {ahead} AS minute
          FROM calls WHERE called_at < :until
        ) AS called
        GROUP BY hour
        """,
        until=until,
        **values,
    )
    return [Hour(**row) for row in rows]


def _ahead(times: Sequence[Stretch]) -> tuple[str, Mapping[str, object]]:
    """How many minutes the wall clock is ahead of UTC at ``called_at``, and the values of that expression."""
    cases = " ".join(f"WHEN called_at < :until_{n} THEN {each.minutes}" for n, each in enumerate(times[:-1]))
    values = {f"until_{n}": each.until for n, each in enumerate(times[:-1])}
    return (f"CASE {cases} ELSE {times[-1].minutes} END" if cases else f"({times[-1].minutes})"), values


def _places(tx: Tx) -> list[Place]:
    rows = tx.all(
        """
        SELECT p.place AS name, sum(p.printed) AS printed, sum(p.found) AS found FROM (
          SELECT b.place, count(*) AS printed, 0 AS found
          FROM bookmarks m JOIN bookmark_batches b ON b.id = m.batch_id GROUP BY b.id, b.place
          UNION ALL
          SELECT b.place, 0 AS printed, count(*) AS found
          FROM finds f JOIN bookmarks m ON m.code = f.code JOIN bookmark_batches b ON b.id = m.batch_id
          GROUP BY b.id, b.place
        ) AS p GROUP BY p.place
        """
    )
    return [Place(**row) for row in rows]


def _solves(tx: Tx, campaign: str) -> dict[int, int]:
    rows = tx.all(
        "SELECT day, count(*) AS count FROM solves WHERE campaign = :campaign GROUP BY day", campaign=campaign
    )
    return {row["day"]: row["count"] for row in rows}


def _booked(tx: Tx, campaign: str, since: datetime, until: datetime) -> list[Booked]:
    """What guests have booked and ordered in a time, by how they had come until then.

    A walk-in has booked nothing, a request that nobody has granted neither, and a bill that was not paid is no order.
    """
    rows = tx.all(_BOOKED, campaign=campaign, since=since, until=until)
    return [Booked(**row) for row in rows]


def _held(tx: Tx, campaign: str) -> frozenset[int]:
    rows = tx.all("SELECT day FROM previews WHERE campaign = :campaign AND verdict = 'held'", campaign=campaign)
    return frozenset(row["day"] for row in rows)
