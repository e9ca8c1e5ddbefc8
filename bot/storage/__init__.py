"""All SQL of the house: connections, the one writer, migrations, and the queries of each subject.

Times: columns ending in ``_at`` are instants in UTC, columns ending in ``_on`` are bar-local dates; both are converted
on their way in and out by `bot.storage.tx`. Money is in cents.
"""
