"""`python -m mouextract`: the same as the command `mouextract`."""

from mouextract.cli import main

if __name__ == "__main__":
    main()
