UPDATE runs
SET finished_at = ended.finished_at, articles = ended.articles, rejected = ended.rejected, timings = ended.timings
FROM ended
WHERE runs.run_id = ended.run_id
