-- Of all parts.
SELECT reason, sum(records)::BIGINT AS records, min(example) AS example
FROM parts
GROUP BY reason
ORDER BY records DESC, reason
