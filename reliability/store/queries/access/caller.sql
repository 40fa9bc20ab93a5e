SELECT
    EXISTS (SELECT 1 FROM users) AS guarded,
    sign_ins.name AS user_name,
    sign_ins.started_at,
    sign_ins.seen_at,
    users."role" AS user_role,
    users.disabled_at,
    api_tokens.token_id,
    api_tokens.name AS token_name,
    api_tokens."role" AS token_role,
    api_tokens.expires_at,
    api_tokens.used_at,
    api_tokens.revoked_at
FROM (SELECT 1)
LEFT JOIN sign_ins ON sign_ins.sign_in = $sign_in
LEFT JOIN users ON users.name = sign_ins.name
LEFT JOIN api_tokens ON api_tokens.token_hash = $token_hash
LIMIT 1
