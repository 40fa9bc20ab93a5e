-- Rows of `signatures` that share a MinHash value with `wanted`.
SELECT DISTINCT place
FROM (SELECT rowid AS place, unnest(minhash) AS value FROM signatures)
WHERE value IN (SELECT value FROM wanted)
