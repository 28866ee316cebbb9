"""The processes that keep the platform up: web server, scheduler and worker, under one supervisor."""
