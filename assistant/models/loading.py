"""From the settings to the model: its integration, its parameters, where it runs, what it can."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import SettingsError
from assistant.models.attempts import Attempts
from assistant.models.clock import Clock
from assistant.models.model import Allowance, Identity, Model
from assistant.models.parameters import Provider, provider
from assistant.models.whereabouts import LOCAL, host_of, is_private, whereabouts
from assistant.serving import reach_directly

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.settings import Settings

GGUF = "gguf"


def load_model(settings: Settings, *, clock: Clock | None = None) -> Model | None:
    """Return the model that DUAAL_LLM names, or none where it names none.

    Args:
        settings: those that begin with llm.
        clock: where time comes from; the machine's if not given.

    Raises:
        SettingsError: the provider is unknown, its package or a key is missing, or the file is
            no GGUF file.
    """
    if not settings.llm:
        return None
    name, _, model = settings.llm.partition(":")
    if name == GGUF:
        return _in_process(settings, Path(model), clock)
    names = provider(name)
    own_server = host_of(settings.llm_base_url)
    reach_directly(own_server if own_server and is_private(own_server) else "localhost")
    chat = _chat(settings, name, model, names)
    where = whereabouts(chat, name, model, names)
    identity = Identity(settings.llm, where, _calls_tools(settings, chat, otherwise=True))
    return _model(settings, chat, identity, names, clock)


def _in_process(settings: Settings, path: Path, clock: Clock | None) -> Model:
    _require("xllamacpp", settings, GGUF)
    from assistant.models.gguf import GgufChat

    chat = GgufChat.load(path, settings.llm_max_tokens)
    shown = f"{GGUF}:{path.name}"
    identity = Identity(shown, LOCAL, _calls_tools(settings, chat, otherwise=False))
    return _model(settings, chat, identity, provider(GGUF), clock, concurrency=1)


def _model(
    settings: Settings,
    chat: BaseChatModel,
    identity: Identity,
    names: Provider,
    clock: Clock | None,
    concurrency: int | None = None,
) -> Model:
    allowance = Allowance(settings.llm_timeout, settings.llm_max_tokens)
    attempts = Attempts(identity.name, concurrency or settings.llm_concurrency, clock)
    return Model(chat, identity, allowance, names, attempts)


def _chat(settings: Settings, name: str, model: str, names: Provider) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    given = parameters(settings, names)
    try:
        chat: BaseChatModel = init_chat_model(model, model_provider=name, temperature=0, **given)
        if (chat.profile or {}).get("temperature") is False:
            chat = init_chat_model(model, model_provider=name, **given)
    except ImportError as error:
        raise SettingsError(_missing(settings, names.extra, str(error))) from None
    except Exception as error:  # noqa: BLE001 - the integrations check their parameters each in its own way
        raise SettingsError(_unusable(settings, name, error)) from None
    return chat


def parameters(settings: Settings, names: Provider) -> dict[str, Any]:
    """Return the keyword arguments of the integration: the settings under its own names."""
    timeout, own_server = settings.llm_timeout, bool(settings.llm_base_url)
    key = settings.llm_api_key.get_secret_value() or (names.keyless if own_server else "")
    values: dict[str, Any] = {
        "base_url": settings.llm_base_url,
        "api_key": f"{names.key_prefix}{key}" if key else "",
        "timeout": max(1, round(timeout)) if names.whole_seconds else timeout,
        "max_tokens": settings.llm_max_tokens,
    }
    given: dict[str, Any] = dict(names.fixed)
    for what, value in values.items():
        if value:
            _place(given, names.parameters[what].split("."), value)
    return given


def _place(target: dict[str, Any], path: list[str], value: Any) -> None:
    for name in path[:-1]:
        target = target.setdefault(name, {})
    target[path[-1]] = value


def _calls_tools(settings: Settings, chat: BaseChatModel, *, otherwise: bool) -> bool:
    """Return what the setting says; where it leaves it open, what the model's profile says."""
    if settings.llm_tools != "auto":
        return settings.llm_tools == "yes"
    return bool((chat.profile or {}).get("tool_calling", otherwise))


def _require(package: str, settings: Settings, extra: str) -> None:
    if find_spec(package) is None:
        raise SettingsError(_missing(settings, extra, ""))


def _missing(settings: Settings, extra: str, reason: str) -> str:
    install = f"pip install '.[{extra}]'" if extra else reason.split("`")[-2:][0]
    return f"DUAAL_LLM={settings.llm!r} needs a package that is not installed; install: {install}."


def _unusable(settings: Settings, name: str, error: Exception) -> str:
    shown, reason = f"DUAAL_LLM={settings.llm!r}", str(error)
    if "Unsupported provider" in reason:
        return (
            f"{shown} can't be used: the provider {name!r} is unknown; use openai:, ollama:, "
            "anthropic:, mistralai:, gguf: or another one that LangChain has."
        )
    if "key" in reason.lower() and not settings.llm_api_key.get_secret_value():
        return f"{shown} needs a key; set DUAAL_LLM_API_KEY."
    return (
        f"{shown} can't be used ({type(error).__name__} from its package); check the name and "
        "DUAAL_LLM_BASE_URL."
    )
