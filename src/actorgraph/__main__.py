"""`python -m actorgraph`: the command line."""

from actorgraph.cli import main

if __name__ == "__main__":
    main()
