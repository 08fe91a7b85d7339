"""The PostgreSQL and Valkey that come with the checkout, for use without an installed server."""

from config.embedded.instance import Instance
from config.embedded.process import ServerError
from config.embedded.session import claim, needed_here, servers, stop_idle_servers

__all__ = ["Instance", "ServerError", "claim", "needed_here", "servers", "stop_idle_servers"]
