-- The protocol of the bridge files, "major.minor". agent/contract/base.py holds the same number; a test compares them.
return "1.0"
