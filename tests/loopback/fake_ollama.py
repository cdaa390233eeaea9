"""A server that behaves as Ollama's API reference says, down to cutting prompts without a word.

Tokens are counted four characters each. What it read is what it answers with, so that a test can see a cut for itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.loopback.fault_server import answer, chunked

if TYPE_CHECKING:
    from tests.loopback.fault_server import FaultServer, Handler, Step

CREATED = "2025-07-11T00:00:00.000000Z"


@dataclass
class FakeOllama:
    """What it has and how it behaves.

    ``window`` is the model's own; ``default_window`` is what it falls back to when it heeds no ``num_ctx``.
    """

    models: tuple[str, ...] = ("llama3.1:8b", "qwen2.5:7b")
    window: int = 131_072
    heeds_num_ctx: bool = True
    knows_truncate: bool = True
    default_window: int = 4096
    capabilities: tuple[str, ...] | None = ("completion", "tools")
    counts: bool = True
    says: dict[str, Any] = field(default_factory=lambda: {"content": "Iron."})

    def serve_on(self, server: FaultServer) -> None:
        server.on("/api/tags", answer(200, {"models": [self._tag(name) for name in self.models]}))
        server.on("/api/show", self._show)
        server.on("/api/chat", self._chat)

    def _tag(self, name: str) -> dict[str, Any]:
        details = {"format": "gguf", "family": "llama", "parameter_size": "8B", "quantization_level": "Q4_0"}
        return {"name": name, "model": name, "modified_at": CREATED, "size": 1, "digest": "ab" * 32, "details": details}

    def _missing(self, name: str) -> Step | None:
        if name in self.models or f"{name}:latest" in self.models:
            return None
        return answer(404, {"error": f"model '{name}' not found"})

    def _show(self, handler: Handler) -> None:
        asked = json.loads(handler.request_body)
        info = {"general.architecture": "llama", "llama.context_length": self.window, "tokenizer.ggml.tokens": None}
        shown: dict[str, Any] = {"modelfile": "FROM x", "template": "{{ .Prompt }}", "details": {}, "model_info": info}
        if self.capabilities is not None:
            shown["capabilities"] = list(self.capabilities)
        (self._missing(asked["model"]) or answer(200, shown))(handler)

    def _chat(self, handler: Handler) -> None:
        asked = json.loads(handler.request_body)
        missing = self._missing(asked["model"])
        if missing is not None:
            missing(handler)
            return
        if asked.get("tools") and self.capabilities is not None and "tools" not in self.capabilities:
            answer(400, {"error": f"registry.ollama.ai/library/{asked['model']} does not support tools"})(handler)
            return
        wanted = asked.get("options", {}).get("num_ctx", self.default_window)
        window = min(self.window, wanted if self.heeds_num_ctx else self.default_window)
        texts = [message["content"] for message in asked["messages"]]
        tokens = sum(len(text) // 4 + 1 for text in texts)
        if tokens > window and self.knows_truncate and asked.get("truncate") is False:
            answer(400, {"error": "the input length exceeds the context length"})(handler)
            return
        self._answer(handler, asked, min(tokens, window))

    def _answer(self, handler: Handler, asked: dict[str, Any], read: int) -> None:
        base = {"model": asked["model"], "created_at": CREATED}
        end: dict[str, Any] = {"done": True, "done_reason": "stop", "total_duration": 5, "load_duration": 1}
        if self.counts:
            end |= {"prompt_eval_count": read, "eval_count": 3}
        said = {"role": "assistant", **self.says}
        if not asked.get("stream", True):
            answer(200, {**base, "message": said, **end})(handler)
            return
        words = [part + " " for part in said.pop("content", "").split(" ") if part]
        lines = [{**base, "message": {"role": "assistant", "content": word}, "done": False} for word in words]
        if "tool_calls" in said:
            lines.append({**base, "message": {"content": "", **said}, "done": False})
        lines.append({**base, "message": {"role": "assistant", "content": ""}, **end})
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
        chunked([text[:7], text[7:40], text[40:]], kind="application/x-ndjson")(handler)
