"""The file bridge: folder, journal, intake, ledger, outbox, doors. Nothing else touches the bridge folder."""
