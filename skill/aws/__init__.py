"""The function in Lambda: entry point, environment, rehearsal, CloudWatch."""
