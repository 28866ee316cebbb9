"""Staff, partners, teams and services, who may sign in, and what each may do: what every domain may ask about."""
