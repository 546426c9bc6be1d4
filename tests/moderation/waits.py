"""How a test waits for what runs beside the pages, until that has ended."""

import time

from moderation import jobs
from moderation.service import Service
from moderation.store.jobs import Job, State


def ended(service: Service, number: int, site: str = "default") -> Job:
    """A job that runs no more; lost is what nobody is seen to run for long."""
    while (job := jobs.get(service.db, site, number)).state is State.RUNNING:
        time.sleep(0.01)
    return job
