"""`python -m reliability`: the same as the program."""

from reliability.cli.main import run

if __name__ == "__main__":
    run()
