"""The English catalogue names every marked word, and nothing that is gone."""

import importlib.util

from cna_directory.settings import PROJECT_FOLDER


def refresher():
    file = PROJECT_FOLDER / "docs" / "refresh_catalogue.py"
    spec = importlib.util.spec_from_file_location("refresh_catalogue", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_catalogue_is_up_to_date() -> None:
    tool = refresher()
    marked = {(m.id, m.context) for m in tool.marked_words() if m.id}
    committed = {(m.id, m.context) for m in tool.committed_words() if m.id}
    advice = "run docs/refresh_catalogue.py"
    assert marked - committed == set(), advice
    assert committed - marked == set(), advice
    assert len(marked) > 300
