-- What is known of the request of $caller with this $key.
SELECT request, status, media_type, body
FROM answers
WHERE caller = $caller AND key = $key
