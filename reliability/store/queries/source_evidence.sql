-- One row per source and role: the sums of `parts` brought together.
SELECT
    source,
    role,
    sum(articles)::BIGINT AS articles,
    sum(scored)::BIGINT AS scored,
    -- The score of mean log-odds: a mean of shares would hide how sure the sure ones are.
    1 / (1 + exp(-sum(log_odds) / nullif(sum(scored), 0))) AS mean,
    CASE WHEN sum(scored) > 1
        THEN greatest(sum(square_sum) - sum(score_sum) * sum(score_sum) / sum(scored), 0) / (sum(scored) - 1)
    END AS variance,
    sum(claims)::BIGINT AS claims,
    sum(second_hand)::BIGINT AS second_hand
FROM parts
GROUP BY source, role
ORDER BY role DESC, articles DESC, source
