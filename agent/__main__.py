"""`python -m agent`: the same as the installed command."""

from agent.cli.main import main

if __name__ == "__main__":
    main()
