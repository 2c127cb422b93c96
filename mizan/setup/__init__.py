"""What a project says at start-up: settings, operations, the registry that holds them, discovery."""
