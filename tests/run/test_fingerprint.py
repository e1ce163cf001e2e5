"""Versions that kept work depends on."""

from __future__ import annotations

from importlib import metadata

from pipeline.run.fingerprint import installed_version


def test_versions_of_libraries_are_those_that_python_tells() -> None:
    names = {found.metadata["Name"] for found in metadata.distributions()}
    assert {name: installed_version(name) for name in names} == {name: metadata.version(name) for name in names}


def test_what_is_not_installed_has_no_version() -> None:
    assert installed_version("no-such-package") == ""
