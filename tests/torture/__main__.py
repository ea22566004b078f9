"""By hand: python -m tests.torture sqlite|cluster --seconds 600"""

import argparse
import asyncio

from tests.torture.torture import torture

parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
parser.add_argument("kind", choices=["sqlite", "cluster"])
parser.add_argument("--seconds", type=float, default=600)
parser.add_argument("--seed", type=int, default=4)
arguments = parser.parse_args()
print(asyncio.run(torture(arguments.kind, arguments.seconds, seed=arguments.seed)))
