"""Everything that comes into the house: received durably, then handled in order within each chat."""
