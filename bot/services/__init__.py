"""What the bar can do: use cases, one public method one transaction, facts and promises together."""
