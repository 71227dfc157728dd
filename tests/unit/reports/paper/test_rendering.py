import re
from dataclasses import replace
from itertools import pairwise

import html5lib
import pytest

from app.reports.kernel import prose
from app.reports.paper import rendering
from tests.unit.reports.results.test_content import SUBJECT, content

BODY = f"<!doctype html><html lang=sv><head><title>t</title></head><body>{rendering.body(content())}</body></html>"
PAGES = {"page": rendering.page(content()), "body": BODY}


@pytest.mark.parametrize("name", PAGES)
def test_the_html_is_valid_and_its_ids_are_unique(name: str) -> None:
    parser = html5lib.HTMLParser()
    parser.parse(PAGES[name])
    assert parser.errors == []
    ids = re.findall(r'\sid="([^"]+)"', PAGES[name])
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PAGES)
def test_no_page_carries_inline_styles_or_handlers(name: str) -> None:
    assert not re.search(r"\sstyle=|<style|\son\w+=", PAGES[name])


@pytest.mark.parametrize("name", PAGES)
def test_headings_never_skip_a_level(name: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", PAGES[name])]
    assert levels[0] == (1 if name == "page" else 2)
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_every_entry_of_the_contents_leads_somewhere(name: str) -> None:
    targets = re.findall(r'href="#([^"]+)"', PAGES[name])
    assert len(targets) == len(rendering.contents(content(), paper=name == "page"))
    assert all(f'id="{target}"' in PAGES[name] for target in targets)


def test_every_web_figure_is_an_image_with_its_alternative_as_name() -> None:
    names = re.findall(r'role="img" aria-label="([^"]+)"', BODY)
    report = content()
    assert report.change is not None
    assert report.direction is not None
    assert names == [figure.alternative for figure in (report.radar, report.dots, report.change, report.direction)]


def test_example_data_is_marked_and_only_example_data() -> None:
    example = content(replace(SUBJECT, is_example_data=True))
    assert "Exempeldata" in rendering.page(example)
    assert "Exempeldata" in rendering.body(example)
    assert "Exempeldata" not in rendering.page(content())


def test_a_trial_is_marked_on_page_one_and_above_every_page_of_the_paper() -> None:
    trial = rendering.page(content(replace(SUBJECT, is_trial=True)))
    both = rendering.page(content(replace(SUBJECT, is_trial=True, is_example_data=True)))
    assert 'data-marks="Provomgång"' in trial
    assert '<span class="cover-mark">Provomgång</span>' in trial
    assert 'data-marks="Provomgång · Exempeldata"' in both
    assert "Provomgång" in rendering.body(content(replace(SUBJECT, is_trial=True)))
    assert "Provomgång" not in rendering.page(content())


def test_names_are_escaped_everywhere() -> None:
    text = rendering.page(content(replace(SUBJECT, municipality_name="<script>x</script>")))
    assert "<script>" not in text
    assert "&lt;script&gt;x" in text


def test_the_data_of_a_figure_cannot_end_its_script_element() -> None:
    report = content()
    sly = replace(report.radar, series=(replace(report.radar.series[0], name="</script><b>"),))
    text = str(rendering.figure(sly, with_table=False))
    assert text.count("</script>") == 1


def test_a_single_figure_brings_its_table_when_asked() -> None:
    dots = content().dots
    assert "<table" in rendering.figure(dots)
    assert "<table" not in rendering.figure(dots, with_table=False)


def test_markdown_gives_paragraphs_emphasis_and_lists_but_no_links_or_html() -> None:
    text = prose.html("*Ett* **två**\n\n- tre\n\n[fyra](javascript:x) <img src=x> ![fem](x)")
    assert "<em>Ett</em> <strong>två</strong>" in text
    assert "<li>tre</li>" in text
    assert not re.search(r"<a|<img|href=", text)
