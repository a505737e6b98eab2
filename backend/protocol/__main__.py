"""``python -m backend.protocol docs/protocol.schema.json`` writes the JSON Schema there."""

from __future__ import annotations

import sys

from backend.protocol.json_schema import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
