"""The hook that other repositories call: from their folder, with their changed files."""

import subprocess
from pathlib import Path

import pytest
import yaml

from tests.building import ROOT, policy, write

(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def hook(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ROOT / HOOK["entry"], *words], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    bad, good = policy(文号="西政发(2020)1号"), policy("另一份")
    write(tmp_path / "content", {"policies/2020/坏 的.md": bad, "policies/2020/好的.md": good})
    return tmp_path


def test_findings_name_the_files_of_that_repository(repository: Path) -> None:
    run = hook(repository, "content/policies/2020/坏 的.md")
    assert run.returncode == 1
    assert run.stdout.startswith("content/policies/2020/坏 的.md:")
    assert "DN001" in run.stdout


def test_a_good_file_passes_beside_a_bad_one(repository: Path) -> None:
    run = hook(repository, "content/policies/2020/好的.md", "--format=json")
    assert (run.returncode, run.stdout.strip()) == (0, "[]")


def test_a_change_of_the_vocabularies_concerns_all(repository: Path) -> None:
    assert hook(repository, "content/policies/2020/好的.md", "content/vocabularies/words.yaml").returncode == 1


def test_another_content_folder(repository: Path) -> None:
    (repository / "content").rename(repository / "文稿")
    run = hook(repository, "文稿/policies/2020/坏 的.md", "--content=文稿")
    assert run.stdout.startswith("文稿/policies/2020/坏 的.md:")


def test_it_runs_as_a_script_on_the_files_of_content() -> None:
    assert (HOOK["language"], HOOK["files"]) == ("script", "^content/")
    assert (ROOT / HOOK["entry"]).stat().st_mode & 0o111
