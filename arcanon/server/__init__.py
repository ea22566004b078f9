"""The server process: uvicorn's protocols and log, the process lock, readiness, and the hourly jobs."""
