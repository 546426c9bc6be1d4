"""`python -m web` is `moderate`."""

from web.cli import main

if __name__ == "__main__":
    main()
