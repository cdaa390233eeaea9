"""How the bundled game tables are made: run make.py."""
