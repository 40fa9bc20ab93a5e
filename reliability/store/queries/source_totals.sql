-- What is known of each publisher, and of each outlet that claims came through or from, over all current articles, as sums.
-- Scores of articles count where they are of $model, or all where that is null.
WITH current AS (
    SELECT article_id, arg_max(coalesce(domain, publisher), revision) AS source
    FROM article_rows
    GROUP BY article_id
),
said AS (
    SELECT article_id, count(*) AS claims, count(*) FILTER (second_hand) AS second_hand
    FROM claims
    GROUP BY article_id
),
published AS (
    SELECT
        current.source,
        count(*) AS articles,
        count(scores.score) AS scored,
        sum(ln(
            least(greatest(scores.score, 1e-6), 1 - 1e-6) / (1 - least(greatest(scores.score, 1e-6), 1 - 1e-6))
        )) FILTER (scores.score IS NOT NULL) AS log_odds,  -- greatest() would take no score for a low one
        sum(scores.score) AS score_sum,
        sum(scores.score * scores.score) AS square_sum,
        coalesce(sum(said.claims), 0)::BIGINT AS claims,
        coalesce(sum(said.second_hand), 0)::BIGINT AS second_hand
    FROM current
    LEFT JOIN scores ON scores.article_id = current.article_id AND ($model IS NULL OR scores.model = $model)
    LEFT JOIN said ON said.article_id = current.article_id
    WHERE current.source IS NOT NULL
    GROUP BY current.source
),
mentions AS (
    -- An outlet counts once per claim, however often the chain names it.
    SELECT
        article_id,
        second_hand,
        unnest(list_distinct(list_concat(
            [step.name FOR step IN coalesce(via, []) IF step.kind = 'outlet'],
            CASE WHEN source_type = 'media_outlet' THEN [origin] ELSE [] END
        ))) AS source
    FROM claims
),
cited AS (
    SELECT
        source,
        count(DISTINCT article_id) AS articles,
        count(*) AS claims,
        count(*) FILTER (second_hand) AS second_hand
    FROM mentions
    WHERE source IS NOT NULL
    GROUP BY source
)
SELECT source, 'publisher' AS role, articles, scored, log_odds, score_sum, square_sum, claims, second_hand FROM published
UNION ALL
SELECT source, 'cited' AS role, articles, 0, NULL, NULL, NULL, claims, second_hand FROM cited
