"""What did machines do to this text, and how did its author write it?

`documents.repair.doctor` is the front door; one module for each family of faults.
"""
