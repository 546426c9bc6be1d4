"""What a backtest found: as JSON, and as one HTML page that needs nothing else."""
