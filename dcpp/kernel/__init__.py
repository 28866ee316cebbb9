"""The ground floor: time, database, events, access, trail, outbox and jobs. It knows no domain."""
