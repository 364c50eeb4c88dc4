-- What came from outside in the command that began with this row, and what the world answered to it: with it a past run can be
-- run through another version of its flow. Only where the flow keeps a full history, and null in the other rows of a command.
ALTER TABLE flow.history ADD COLUMN input jsonb;
