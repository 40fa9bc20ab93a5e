SELECT token_id, name, "role", created_by, created_at, expires_at, used_at, revoked_at
FROM api_tokens
ORDER BY created_at, token_id
