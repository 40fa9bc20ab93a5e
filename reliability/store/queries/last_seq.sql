-- How many articles a run has.
SELECT coalesce(max(seq), 0) AS last FROM run_articles WHERE run_id = $run_id
