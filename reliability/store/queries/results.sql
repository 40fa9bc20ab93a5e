-- One row per article of `ids`, in their order: the output of `reliability score`.
-- By row number where tables are wide or long, so that other articles' rows are not decoded.
WITH heads AS (
    SELECT article_id, url, domain, publisher, title
    FROM article_rows
    WHERE rowid IN (
        SELECT arg_max(rowid, revision)
        FROM article_rows
        WHERE article_id IN (SELECT id FROM ids)
        GROUP BY article_id
    )
),
raised AS (
    SELECT
        article_id,
        list(
            {code: code, severity: severity, message: message, spans: spans}
            ORDER BY list_position(['critical', 'warning', 'info'], severity), code
        ) AS flags
    FROM flags
    WHERE rowid IN (SELECT rowid FROM flags WHERE article_id IN (SELECT id FROM ids))
    GROUP BY article_id
),
reasons AS (
    SELECT
        article_id,
        list(
            {feature: feature, "group": "group", "value": "value", points: points}
            ORDER BY feature <> 'base', abs(points) DESC, feature
        ) AS contributions
    FROM contributions
    WHERE rowid IN (SELECT rowid FROM contributions WHERE article_id IN (SELECT id FROM ids))
    GROUP BY article_id
)
SELECT
    heads.article_id,
    heads.url,
    heads.publisher,
    heads.title,
    scores.score,
    scores.low,
    scores.high,
    scores.abstained,
    coalesce(sources.source_reliability, 'F') AS source_reliability,
    coalesce(scores.information_credibility, 6)::INTEGER AS information_credibility,
    scores.claims,
    scores.second_hand,
    coalesce(raised.flags, []) AS flags,
    coalesce(reasons.contributions, []) AS contributions,
    scores.model
FROM ids
JOIN heads ON heads.article_id = ids.id
LEFT JOIN scores ON scores.article_id = ids.id
LEFT JOIN sources ON sources.role = 'publisher' AND sources.source = coalesce(heads.domain, heads.publisher)
LEFT JOIN raised ON raised.article_id = ids.id
LEFT JOIN reasons ON reasons.article_id = ids.id
ORDER BY ids.n
