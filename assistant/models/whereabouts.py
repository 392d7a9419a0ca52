"""Where a model runs, for the line that tells the user."""

from __future__ import annotations

import os
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from assistant.models.parameters import Provider

LOCAL = "local"


def whereabouts(chat: Any, provider: str, model: str, names: Provider) -> str:
    """Return LOCAL for this machine or its private network, else the host that gets the texts.

    Args:
        chat: the chat model as the integration made it; it knows its endpoint.
        provider: name of the provider; what is said of an integration whose endpoint is unknown.
        model: name of the model there.
        names: what providers.yaml says of the provider.
    """
    if names.forwards and model.endswith(names.forwards.suffix):
        return names.forwards.to
    address = _attribute(chat, names.address)
    if not address and names.home:
        address = os.environ.get(f"{provider.upper()}_HOST") or names.home
    host = host_of(str(address)) if address else ""
    return LOCAL if host and is_private(host) else host or provider


def host_of(address: str) -> str:
    """Return the host name of an address, with or without a scheme; never its user or password."""
    return urlsplit(address if "//" in address else f"//{address}").hostname or ""


def is_private(host: str) -> bool:
    """Return whether a host is this machine, or one that the internet has no way to.

    A name without a dot ("ollama", a container's neighbour) is private: no such public name exists.
    """
    try:
        address = ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal", ".lan"))
    return address.is_private or address.is_loopback or address.is_unspecified


def _attribute(chat: Any, path: str) -> Any:
    for name in path.split(".") if path else ():
        chat = getattr(chat, name, None)
    return chat if path else None
