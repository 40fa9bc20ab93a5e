-- Of all parts.
SELECT
    source_type,
    sum(claims)::BIGINT AS claims,
    sum(second_hand)::BIGINT AS second_hand,
    sum(anonymous)::BIGINT AS anonymous
FROM parts
GROUP BY source_type
ORDER BY claims DESC, source_type
