"""`make bench ARGS="--args '--verify'"` measures what it says, on an archive that passes; nothing depends on a time."""

from pathlib import Path

from plugins.archive.verify import verify
from tests.bench import archive

SMALL = (2_000, 200, 20)


def test_the_archive_is_whole_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        verdict = verify(archive.write(tmp_path / name, 2, SMALL))
        assert (verdict.findings, verdict.issues, verdict.versions) == ((), 2, 2 * archive.VERSIONS)
    one, other = (sorted((tmp_path / name / "archive").rglob("inventory.json")) for name in ("a", "b"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other] != []


def test_both_are_measured_on_it(tmp_path: Path) -> None:
    told: list[str] = []
    lines = list(archive.compare(tmp_path, 1, 1, told.append))
    rows = {cells[1].strip(): cells for line in lines for cells in [line.split("|")] if len(cells) > 3}
    assert {"sha512sum", "invoke verify"} <= rows.keys()
    assert "1 issues, 3 versions" in lines[0]
    assert float(rows["invoke verify"][2]) > 0
    assert lines[-1].endswith(("reached", "missed"))
    assert len(told) == 3
