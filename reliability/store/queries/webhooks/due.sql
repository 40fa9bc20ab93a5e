-- Messages to send by $now, those that wait longest first.
SELECT deliveries.message_id, deliveries.body, deliveries.made_at, deliveries.attempts, webhooks.webhook_id, webhooks.url, webhooks.shape, webhooks.secret
FROM deliveries
JOIN webhooks USING (webhook_id)
WHERE deliveries.state = 'pending' AND deliveries.due_at <= $now AND webhooks.disabled_at IS NULL
ORDER BY deliveries.due_at, deliveries.message_id
LIMIT $limit
