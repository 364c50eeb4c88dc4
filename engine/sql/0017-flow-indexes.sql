-- Every step of a run writes tokens and its instance: an index that another one can stand in for costs more than it gives.
DROP INDEX flow.instance_state;
DROP INDEX flow.token_instance;
