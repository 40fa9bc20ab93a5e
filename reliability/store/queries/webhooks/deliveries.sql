-- Messages, the latest first; of one webhook where it is given.
SELECT message_id, webhook_id, event, made_at, state, attempts, due_at, last_at, answer
FROM deliveries
WHERE $webhook_id IS NULL OR webhook_id = $webhook_id
ORDER BY made_at DESC, message_id DESC
LIMIT $limit
