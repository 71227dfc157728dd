"""So that `python -m app.cli` works as well."""

import sys

from app.cli import main

sys.exit(main())
