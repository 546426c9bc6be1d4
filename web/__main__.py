"""`python -m web` is `moderate`."""

from web.start import main

if __name__ == "__main__":
    main()
