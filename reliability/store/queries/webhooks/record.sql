UPDATE deliveries
SET state = $state, due_at = $due_at, answer = $answer
WHERE message_id = $message_id
