-- When each publisher was last heard of, and the gap that 95 % of its gaps do not exceed; of whole `gaps` and `months`.
WITH every AS (
    SELECT source, gap, times FROM gaps
    UNION ALL
    SELECT
        source,
        epoch(earliest - lag(newest) OVER (PARTITION BY source ORDER BY "month")) / 3600,
        1
    FROM months
),
placed AS (
    SELECT
        source,
        gap,
        sum(times) OVER (PARTITION BY source ORDER BY gap) AS upto,
        0.95 * (sum(times) OVER (PARTITION BY source) - 1) AS place
    FROM every
    WHERE gap IS NOT NULL
),
around AS (
    -- As quantile_cont has it: between the two gaps that the place lies between.
    SELECT
        source,
        any_value(place) - floor(any_value(place)) AS beyond,
        min(gap) FILTER (upto > floor(place)) AS low,
        min(gap) FILTER (upto > ceil(place)) AS high
    FROM placed
    GROUP BY source
),
heard AS (
    SELECT source, sum(dated)::BIGINT AS dated, max(newest) AS newest
    FROM months
    GROUP BY source
)
SELECT heard.source, heard.dated, heard.newest, around.low + (around.high - around.low) * around.beyond AS usual_gap_hours
FROM heard
LEFT JOIN around USING (source)
