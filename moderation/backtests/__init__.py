"""A candidate for a site's rules, tried on the comments that are stored.

The way: `running` reads them batch by batch, `bygone` tells what had come before each,
`recall` makes of it what the rules saw then, `weighing` asks both rulebooks, by all
`hands`, `tally` adds up, and `report` tells what that means.
"""

from moderation.backtests.report import Backtest
from moderation.backtests.running import Trial, count, run

__all__ = ["Backtest", "Trial", "count", "run"]
