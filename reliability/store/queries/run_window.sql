-- Current revisions of a run's articles with $after < seq <= $upto, less those processed under $stamp (if not null).
WITH members AS (
    SELECT seq, article_id
    FROM run_articles
    WHERE run_id = $run_id AND seq > $after AND seq <= $upto
),
revisions AS (
    SELECT article_id, max(revision) AS revision, arg_max(bytes, revision) AS bytes
    FROM article_rows
    SEMI JOIN members USING (article_id)
    GROUP BY article_id
),
done AS (
    SELECT article_id, revision
    FROM processed
    SEMI JOIN members USING (article_id)
    WHERE stamp = $stamp
)
SELECT article_id, revision, bytes
FROM members
JOIN revisions USING (article_id)
ANTI JOIN done USING (article_id, revision)
ORDER BY seq
