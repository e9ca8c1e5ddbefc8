"""A fault of ours: the traceback is shown, because somebody has to mend it, but never a token."""

import pytest

from bot import cli

TOKEN = "4343434343:REHEARSAL-rehearsal-rehearsal-43"


def test_a_fault_shows_its_traceback_without_the_token(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(**_options: object) -> None:
        raise RuntimeError(f"The token `{TOKEN}` was rejected by the server, at https://example.org/bot{TOKEN}/getMe.")

    monkeypatch.setattr(cli, "backdoor43", fails)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    told = capsys.readouterr().err
    assert ended.value.code == 1
    assert "Traceback" in told
    assert "The token `[token]` was rejected by the server, at https://example.org/bot[token]/getMe." in told
    assert TOKEN not in told
