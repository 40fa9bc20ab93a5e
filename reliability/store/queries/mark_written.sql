INSERT INTO written
SELECT DISTINCT md5_number_lower($name || '/' || id) AS digest
FROM ids
ANTI JOIN written ON written.digest = md5_number_lower($name || '/' || id)
