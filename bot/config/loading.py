"""Loads the settings, or tells everything that keeps them from being used."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.campaign_file import load_clues
from bot.config.checks import Finding
from bot.config.examination import Examined, examine
from bot.config.keys import fields, inside
from bot.config.photos import photo_findings, with_photos
from bot.config.recordings import recording_findings, with_recordings
from bot.config.sections import Campaign, Settings
from bot.config.sources import from_environment, put, variable
from bot.redaction import hide
from bot.toml_file import ConfigError, Problem, TomlFile, read_toml


def load(path: Path, environ: Mapping[str, str], overrides: Mapping[str, object] | None = None) -> Settings:
    """The settings in the file at `path`; over it the environment; over that `overrides` by dotted key.

    Raises ConfigError with every problem at once, and ValueError for an override that is no key.
    """
    path = path.absolute()
    file = read_toml(path, if_missing="Copy config.example.toml there and fill it in, or name another file.")
    from_outside, problems = from_environment(environ)
    overrides = overrides or {}
    for key in ("telegram.token", "payments.provider_token"):
        hide(file.value(key))
        hide(from_outside.get(key))
        hide(overrides.get(key))
    for key in overrides:
        if key not in fields():
            raise ValueError(f"no such setting: {key}")
    for key, value in {**from_outside, **overrides}.items():
        put(file.values, key, value)
    examined = examine(file.values)
    sources = {key: f" (from {variable(key)})" for key in from_outside} | dict.fromkeys(overrides, "")
    problems += _located(examined.findings, file, sources)
    campaign, clue_problems = _campaign(examined, file, path.parent)
    if examined.document is not None and examined.sound("takeout.menu"):
        problems += _located(photo_findings(examined.document.takeout, path.parent), file, sources)
    if campaign is not None and examined.sound("campaign.phone_voice"):
        problems += _located(recording_findings(campaign, path.parent), file, sources)
    problems = [*sorted(problems, key=lambda each: each.line or 10**9), *clue_problems]
    if problems or examined.document is None:
        raise ConfigError(problems)
    sections = {name: getattr(examined.document, name) for name in type(examined.document).model_fields}
    sections |= {
        "campaign": campaign and with_recordings(campaign, path.parent),
        "takeout": with_photos(examined.document.takeout, path.parent),
    }
    return Settings.model_construct(**sections, folder=path.parent)


def _located(findings: Iterable[Finding], file: TomlFile, sources: Mapping[str, str]) -> list[Problem]:
    """Findings as problems, with their lines, or with the source outside the file (key → words for it)."""
    problems = []
    for key, wrong, remedy, _ in findings:
        source = next((words for name, words in sources.items() if inside(key, name)), None)
        line = file.line(key) if source is None else None
        problems.append(Problem(key, f"{wrong}{source or ''}", remedy, line))
    return problems


def _campaign(examined: Examined, file: TomlFile, folder: Path) -> tuple[Campaign | None, tuple[Problem, ...]]:
    """The campaign with its clues; checks that depend on a wrong setting are left out."""
    document = examined.document
    campaign = document.campaign if document else None
    if document is None or campaign is None or not examined.sound("campaign.clues"):
        return campaign, ()
    path = folder / campaign.clues_path
    if not path.is_file():
        remedy = "Name the file with the clues, or leave the key out for the packaged example."
        return campaign, (Problem("campaign.clues", f"there is no file {path}", remedy, file.line("campaign.clues")),)
    days = campaign.days if examined.sound("campaign.days") else None
    languages = document.venue.languages if examined.sound("venue.languages") else ()
    try:
        return campaign.with_clues(path, load_clues(path, days=days, languages=languages)), ()
    except ConfigError as error:
        return campaign, error.problems
