SELECT
    users.name,
    users."role",
    users.created_at,
    users.password_at,
    users.disabled_at,
    (SELECT max(seen_at) FROM sign_ins WHERE sign_ins.name = users.name) AS seen_at
FROM users
ORDER BY users.name
