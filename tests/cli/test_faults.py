"""A fault of ours: the traceback is shown, because somebody has to mend it, but never a token."""

import pytest

from bot import cli, redaction
from bot.errors import OperatorError

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


@pytest.mark.parametrize("error", [RuntimeError, OperatorError])
def test_a_short_token_is_hidden_once_it_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: type[Exception]
) -> None:
    def fails(**_options: object) -> None:
        raise error("no answer from https://example.org/bot42:SESAME/getMe")

    monkeypatch.setattr(cli, "backdoor43", fails)
    monkeypatch.setattr(redaction, "_known", set())
    told = []
    for _ in range(2):
        with pytest.raises(SystemExit):
            cli.main()
        told.append(capsys.readouterr().err)
        redaction.hide("42:SESAME")
    # The control: nothing in its shape gives it away.
    assert "bot42:SESAME/getMe" in told[0]
    assert "SESAME" not in told[1]
    assert "bot[token]/getMe" in told[1]
