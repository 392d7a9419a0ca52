"""`python -m evals`: runs the suite, and the commands around it."""

from evals.commands import main

if __name__ == "__main__":
    main()
