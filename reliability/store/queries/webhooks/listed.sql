-- Webhooks without their secrets, which an address of Slack's is one of, and how their messages fare.
SELECT
    webhooks.* EXCLUDE (secret) REPLACE (
        CASE WHEN shape = 'slack' THEN regexp_replace(url, '^(https?://[^/?#]+).*', '\1/...') ELSE url END AS url
    ),
    count(deliveries.message_id) FILTER (deliveries.state = 'delivered') AS delivered,
    count(deliveries.message_id) FILTER (deliveries.state = 'pending') AS pending,
    count(deliveries.message_id) FILTER (deliveries.state = 'given_up') AS given_up
FROM webhooks
LEFT JOIN deliveries USING (webhook_id)
GROUP BY ALL
ORDER BY webhooks.created_at, webhooks.webhook_id
