"""Makes the toy model known to the processes of a Dask cluster (``distributed.worker.preload``)."""

from tests.backend import toy

toy.register()
