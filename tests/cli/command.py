"""The command line in this process: the same `main`, without a second for every start."""

import io
import os
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from unittest import mock

from bot.cli import main
from tests.process import Told


def say(*command: str, env: Mapping[str, str] | None = None, secret: str = "4343434343:", stdin: str = "") -> Told:
    """Run ``backdoor43 *command``; nothing that it says holds the secret."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BACKDOOR43_")}
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "argv", ["backdoor43", *command]),
        mock.patch.object(sys, "stdin", io.StringIO(stdin)),
        mock.patch.dict(os.environ, {**clean, **(env or {})}, clear=True),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as ended:
            told = Told(int(ended.code or 0), out.getvalue(), err.getvalue())
    assert secret not in told.out + told.err
    return told
