SELECT happened_at, actor, address, "action", subject, detail
FROM audit_log
WHERE ($actor IS NULL OR actor = $actor) AND ($action IS NULL OR "action" = $action)
ORDER BY happened_at DESC, event_id DESC
LIMIT $limit
