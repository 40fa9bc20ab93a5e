-- How each publisher delivers, over all its articles, up to the newest date line that is not after $now; a rhythm takes 10.
WITH current AS (
    SELECT
        article_id,
        arg_max(coalesce(domain, publisher), revision) AS source,
        arg_max(published_at, revision) AS published_at
    FROM article_rows
    GROUP BY article_id
),
clock AS (
    -- An archive is silent as a whole: each publisher is held against the newest article of any.
    SELECT max(published_at) AS latest FROM current WHERE published_at <= $now
),
said AS (
    SELECT article_id, count(*) AS claims, count(*) FILTER (second_hand) AS second_hand
    FROM claims
    GROUP BY article_id
),
raised AS (
    SELECT DISTINCT article_id FROM flags
),
totals AS (
    SELECT
        current.source,
        count(*) AS articles,
        sum(said.second_hand) / sum(said.claims) AS second_hand_share,
        count(raised.article_id) / count(*) AS flagged_share
    FROM current
    LEFT JOIN said USING (article_id)
    LEFT JOIN raised USING (article_id)
    WHERE current.source IS NOT NULL
    GROUP BY current.source
),
gaps AS (
    SELECT
        source,
        published_at,
        epoch(published_at - lag(published_at) OVER (PARTITION BY source ORDER BY published_at)) / 3600 AS gap
    FROM current
    WHERE source IS NOT NULL AND published_at <= $now
),
rhythm AS (
    SELECT
        source,
        count(*) AS dated,
        max(published_at) AS newest,
        epoch(any_value(clock.latest) - max(published_at)) / 3600 AS silent_hours,
        quantile_cont(gap, 0.95) AS usual_gap_hours
    FROM gaps, clock
    GROUP BY source
)
SELECT
    totals.source,
    totals.articles,
    rhythm.newest,
    rhythm.silent_hours,
    rhythm.usual_gap_hours,
    CASE WHEN rhythm.dated >= 10 AND rhythm.usual_gap_hours > 0
        THEN rhythm.silent_hours / rhythm.usual_gap_hours
    END AS silence,
    totals.second_hand_share,
    totals.flagged_share
FROM totals
LEFT JOIN rhythm USING (source)
ORDER BY totals.source
