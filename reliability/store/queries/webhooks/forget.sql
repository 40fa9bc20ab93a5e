-- Flags that are gone may be told again when they come back; what ended before $since is looked at no more.
-- A run takes flags away and puts them back: while one is at work, none counts as gone.
DELETE FROM webhook_told
WHERE CASE
    WHEN kind = 'flag' THEN
        key NOT IN (SELECT article_id || '#' || code FROM flags WHERE severity = 'critical')
        AND NOT EXISTS (FROM runs WHERE finished_at IS NULL AND started_at >= $since)
    ELSE told_at < $since
END
