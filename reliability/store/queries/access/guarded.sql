SELECT
    EXISTS (SELECT 1 FROM users WHERE disabled_at IS NULL)
    OR EXISTS (SELECT 1 FROM api_tokens WHERE revoked_at IS NULL AND expires_at > now())
