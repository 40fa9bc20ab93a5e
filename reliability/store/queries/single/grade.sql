-- The grade of a publisher.
SELECT source_reliability
FROM sources
WHERE source = $source AND role = 'publisher'
