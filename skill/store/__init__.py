"""What is remembered: the port, the record and its edits, and the stores: DynamoDB, SQLite, memory."""
