"""The two texts: provisions, passages and the index over them."""

import os

# Before numpy is loaded: products of one vector with a few thousand gain nothing from OpenBLAS's
# threads, which spin while they wait. Two took 60 % more processor time for an answer than one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
