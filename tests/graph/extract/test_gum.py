import gzip
from pathlib import Path

from siegegraph.graph.extract.coreference.gum import GumReport, gum_reports

ROWS = """\
# newdoc id = made_up
# newpar
1\tMayor\tmayor\tNOUN\t_\t_\t0\t_\t_\tEntity=(1-person-new-nnnnn-cf1-2,3-coref
2\tOmar\tOmar\tPROPN\t_\t_\t1\t_\t_\t_
3\tHaddad\tHaddad\tPROPN\t_\t_\t1\t_\t_\t_
4\tof\tof\tADP\t_\t_\t5\t_\t_\t_
5-6\tRawa's\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
5\tRawa\tRawa\tPROPN\t_\t_\t1\t_\t_\tEntity=(2-place-new-nnnnn-cf2-1-coref)1)
6\t's\t's\tPART\t_\t_\t5\t_\t_\t_
7\t.\t.\tPUNCT\t_\t_\t1\t_\t_\t_

# newpar
1\tHe\the\tPRON\t_\t_\t2\t_\t_\tEntity=(1-person-giv:act-nnnnn-cf1-1-ana)
2\tleft\tleave\tVERB\t_\t_\t0\t_\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\t_\t_\t_
"""


def made_up(folder: Path) -> GumReport:
    with gzip.open(folder / "made_up.conllu.gz", "wt", encoding="utf-8") as file:
        file.write(ROWS)
    return next(gum_reports(folder))


def test_the_text_is_put_together_with_its_paragraphs_and_contractions(tmp_path: Path) -> None:
    assert made_up(tmp_path).text == "Mayor Omar Haddad of Rawa's.\n\nHe left."


def test_mentions_are_nested_and_named_by_their_heads(tmp_path: Path) -> None:
    report = made_up(tmp_path)
    words = {report.text[m.span.start : m.span.end]: m for m in report.mentions}
    assert list(words) == ["Rawa", "Mayor Omar Haddad", "He"]
    assert report.text[slice(*words["Mayor Omar Haddad"].whole)] == "Mayor Omar Haddad of Rawa"
    assert words["He"].thing == words["Mayor Omar Haddad"].thing
    assert words["Rawa"].named
    assert not words["He"].named
    assert report.named_things() == {words["He"].thing, words["Rawa"].thing}
