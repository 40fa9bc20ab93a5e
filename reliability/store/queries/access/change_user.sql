UPDATE users
SET
    "role" = changed."role",
    password_hash = changed.password_hash,
    password_at = changed.password_at,
    disabled_at = changed.disabled_at
FROM changed
WHERE users.name = changed.name
