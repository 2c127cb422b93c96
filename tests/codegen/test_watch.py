"""Generating again when the Python changes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.utils.autoreload import StatReloader, autoreload_started

from mizan.codegen import watch as module
from mizan.codegen.watch import check_generate, jobs, regenerate, watch


def generating(**options: Any) -> override_settings:
    """Set MIZAN["GENERATE"]."""
    return override_settings(MIZAN={"GENERATE": options})


def test_regenerate_does_nothing_when_nobody_asked(capsys: pytest.CaptureFixture[str]) -> None:
    regenerate()
    assert capsys.readouterr() == ("", "")


def test_regenerate_prints_one_line_and_then_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with generating(out=tmp_path):
        regenerate()
        assert capsys.readouterr().err == f"mizan: {tmp_path}: 2 written, 0 removed, 0 unchanged\n"
        regenerate()
        assert capsys.readouterr().err == ""


def test_regenerate_prints_its_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mizan.gen.ts").write_text("mine")
    with generating(out=tmp_path):
        regenerate()
    assert "mizan: not generated: " in capsys.readouterr().err
    assert (tmp_path / "mizan.gen.ts").read_text() == "mine"


def test_regenerate_survives_what_nobody_expected(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    with generating(out=tmp_path / "file/out"):
        regenerate()
    assert "The client could not be generated." in caplog.text


def test_several_clients_may_be_asked_for(tmp_path: Path) -> None:
    asked = [{"out": tmp_path / "a"}, {"out": tmp_path / "b", "audience": "staff"}]
    with override_settings(MIZAN={"GENERATE": asked}):
        assert [job.audience for job in jobs()] == ["public", "staff"]


def test_two_clients_in_one_folder_are_refused(tmp_path: Path) -> None:
    asked = [{"out": tmp_path}, {"out": f"{tmp_path}/../{tmp_path.name}", "audience": "staff"}]
    with override_settings(MIZAN={"GENERATE": asked}):
        [message] = check_generate()
    assert message.id == "mizan.E022"
    assert str(tmp_path) in message.msg


def test_a_misspelt_setting_is_a_system_check() -> None:
    with generating(out="x", target="angular"):
        assert [message.id for message in check_generate()] == ["mizan.E022"]
    assert check_generate() == []


def test_runserver_regenerates_once_its_reloader_has_started(tmp_path: Path) -> None:
    with generating(out=tmp_path):
        autoreload_started.send(sender=StatReloader())
    assert (tmp_path / "mizan.gen.ts").is_file()


def test_watch_runs_at_once_and_after_each_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "app.py"
    source.write_text("")
    monkeypatch.setattr(module, "_folders", lambda: [tmp_path])
    runs, rounds = [], iter(range(4))

    def change(_: float) -> None:
        if next(rounds) == 1:
            os.utime(source, ns=(1, 1))

    monkeypatch.setattr("time.sleep", change)
    watch(lambda: runs.append(1), stop=lambda: next(rounds, None) is None)
    assert len(runs) == 2


def test_only_folders_of_the_project_are_watched() -> None:
    folders = list(module._folders())
    assert Path(__file__).parents[1] / "app" in folders
    assert not [folder for folder in folders if "site-packages" in folder.parts]


def test_the_emitters_need_no_django() -> None:
    code = (
        "import sys; import mizan.codegen.generate; "
        "print(sorted(name for name in sys.modules if name.partition('.')[0] == 'django'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
