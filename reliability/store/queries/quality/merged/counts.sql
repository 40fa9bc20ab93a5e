-- Of all parts.
SELECT
    sum(articles)::BIGINT AS articles,
    sum(new)::BIGINT AS new,
    sum(changed)::BIGINT AS changed,
    sum(copies)::BIGINT AS copies,
    sum(scored)::BIGINT AS scored,
    sum(abstained)::BIGINT AS abstained,
    sum(score_sum) AS score_sum,
    sum(claims)::BIGINT AS claims,
    sum(second_hand)::BIGINT AS second_hand,
    sum(anonymous)::BIGINT AS anonymous,
    sum(hedged)::BIGINT AS hedged,
    sum(flagged)::BIGINT AS flagged,
    sum(critical)::BIGINT AS critical,
    sum(warning)::BIGINT AS warning,
    sum(score_sum) / nullif(sum(scored), 0) AS mean_score
FROM parts
