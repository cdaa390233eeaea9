"""Snapshots and blueprints to findings: pure functions, one file per mode."""
