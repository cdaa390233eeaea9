"""The commands, one file each; `agent.cli.main` loads the one that is asked for."""
