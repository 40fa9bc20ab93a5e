UPDATE answers
SET status = $status, media_type = $media_type, body = $body
WHERE caller = $caller AND key = $key
