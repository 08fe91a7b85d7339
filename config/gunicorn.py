"""gunicorn's settings, the same for `make run` and for a city's servers."""

from config import env

_host, _port = env.text("HOST", "127.0.0.1"), env.number("PORT", 8000)

bind = f"[{_host}]:{_port}" if ":" in _host else f"{_host}:{_port}"
worker_class = "config.web_worker.WebWorker"
# The longest line gunicorn reads at all: what is shorter is answered by Django, in the format asked for.
limit_request_line = 8190
workers = env.number("WEB_WORKERS", 2)
threads = env.number("WEB_THREADS", 4)
timeout = 60
graceful_timeout = 30
max_requests = 5_000
max_requests_jitter = 500
control_socket_disable = True
raw_env = ["SELARAS_ROLE=web"]
# Whether a proxy's headers are believed is said once, by TRUSTED_PROXIES.
secure_scheme_headers = {}
forwarder_headers = ""
accesslog = "-" if env.flag("ACCESS_LOG") else None
# Neither address, browser nor page before: nobody who reports or follows is named by a log.
access_log_format = '%(t)s "%(r)s" %(s)s %(b)s %(D)s'
