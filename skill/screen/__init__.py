"""What is seen while a session is heard: plan → moments → a picture."""
