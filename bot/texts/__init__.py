"""Every sentence that a guest, a follower or the staff reads: ``en/`` and ``it/`` hold them, editable by the owner."""
