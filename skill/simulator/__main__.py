"""`make talk`, which Ctrl-C ends at any moment: also while all that it needs is loaded."""

import sys

INTERRUPTED = 130
"""The exit code of what Ctrl-C has ended."""

if __name__ == "__main__":
    try:
        from skill.simulator.talk import main

        code = main()
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
