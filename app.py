"""Starts the web chat: python app.py [--host 127.0.0.1] [--port 7860]."""

import argparse
import os
import socket
import sys
from datetime import date
from pathlib import Path

# Before Gradio and torch are imported: nothing calls home, nothing is downloaded, threads do not fight.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> None:
    parser = argparse.ArgumentParser(description="Gongzhi, the web chat.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=7860, help="port to listen on (default: 7860)")
    parser.add_argument(
        "--report", type=Path, default=Path("runs/report.html"), help="evaluation report to show (default: %(default)s)"
    )
    options = parser.parse_args()
    refuse_busy_port(options.host, options.port)

    from assistant import Settings, open_advisor
    from ingest import GongzhiError, require_index
    from web import Engine, serve

    settings = Settings(_env_file=".env")  # type: ignore[call-arg]  # a pydantic-settings option, not a field
    try:
        require_index(settings.index, settings.embedder)
    except GongzhiError as error:
        stop(str(error))
    print(f"Gongzhi is starting on http://{options.host}:{options.port} (Ctrl+C stops it).", flush=True)
    serve(Engine(lambda: open_advisor(settings)), options.host, options.port, date.today(), options.report)


def refuse_busy_port(host: str, port: int) -> None:
    """Stop with one line when the port cannot be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or error
            stop(f"{host}:{port} cannot be used ({why}). Choose another port: python app.py --port {port % 65535 + 1}")


def stop(message: str) -> None:
    print(message, file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
