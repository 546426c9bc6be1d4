"""What a backtest found, as one HTML page that needs nothing else."""
