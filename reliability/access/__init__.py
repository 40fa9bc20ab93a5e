"""Who may use the desk: users, passwords, sign-ins, tokens, and the log of what was done. Only user of argon2."""
