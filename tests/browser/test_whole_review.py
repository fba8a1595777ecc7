"""A reviewer's work in a browser, from the first page to the sign-off, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

from pipeline.run.journal import Journal
from pipeline.run.reviewing.side_by_side import side_by_side
from pipeline.run.study import open_study
from tests.browser.conftest import Keys, OpenPage, OpenReview


def tab_to(keys: Keys, name: str, most: int = 60) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(most):
        keys.press("Tab")
        said = keys.page.evaluate(
            "(document.activeElement.innerText || document.activeElement.name || '').trim()"
        )
        if said.startswith(name):
            return
    raise AssertionError(f"no {name} to be reached by Tab")


def journal(root: Path) -> Journal:
    return Journal(open_study(root).places.journal)


def test_identifiers_to_sign_off_by_keyboard_alone(
    sample: Path, open_review: OpenReview, open_page: OpenPage
) -> None:
    keys = open_page(open_review(sample))
    page = keys.page
    tab_to(keys, "")
    tab_to(keys, str(len(asks(sample))))
    keys.press("Enter")
    page.wait_for_url("**/identifiers/P02")
    page.locator("#panel .decision").wait_for()
    proposals = len(side_by_side(open_study(sample), journal(sample), "P02").decisions)

    before = keys.pressed
    for _ in range(proposals):
        if not page.locator(".source .mark.s-asks, .source .mark.s-sure").count():
            break
        together = page.locator('#panel [data-key="A"]').count()
        keys.press("Shift+A" if together else "a")
        page.wait_for_timeout(20)
    assert page.locator(".source .mark.s-asks, .source .mark.s-sure").count() == 0
    assert keys.pressed - before < proposals  # fewer than one key a proposal
    checks = journal(sample).checks()
    assert sum(len(one.marks) for one in checks) >= proposals
    assert {one.by for one in checks} == {"KL"}

    page.goto(page.url.replace("identifiers", "sign-off"))
    tab_to(keys, "Sign off this draft")
    keys.press("Enter")
    page.get_by_text("signed by KL").wait_for()
    (approval,) = journal(sample).approvals()
    assert (approval.subject, approval.by) == ("P02", "KL")

    page.goto(page.url.split("/sign-off")[0] + "/")
    tab_to(keys, "Run the study")
    keys.press("Enter")
    page.locator("a", has_text="to judge").wait_for(timeout=60_000)
    assert (sample / "outputs/anonymised/transcripts/P02.json").exists()


def asks(root: Path) -> list[object]:
    sides = side_by_side(open_study(root), journal(root), "P02")
    return [one for one in sides.decisions if one.asks]


def test_a_missed_identifier_is_marked_by_keys(
    sample: Path, open_review: OpenReview, open_page: OpenPage
) -> None:
    keys = open_page(open_review(sample))
    page = keys.page
    page.goto(page.url + "identifiers/P02")
    page.locator("#panel .decision").wait_for()
    keys.press("w")
    keys.press("ArrowRight")
    keys.press("Shift+ArrowRight")
    chosen = page.evaluate("getSelection().toString()")
    keys.press("Enter")
    form = page.locator("#missed form")
    assert form.locator('[name="words"]').input_value() == chosen
    keys.press("Tab")
    tab_to(keys, "Mark", 6)
    keys.press("Enter")
    page.locator("mark.missed").first.wait_for()
    rulings = [one for one in journal(sample).rulings() if one.transcript == "P02"]
    assert rulings
    turn = side_by_side(open_study(sample), journal(sample), "P02").transcript.turns[
        (rulings[0].turn or 1) - 1
    ]
    span = rulings[0].span
    assert span
    assert turn.text[span.start : span.end] == chosen


def test_a_missed_identifier_is_marked_by_the_mouse_after_astral_characters(
    make_study: object, open_review: OpenReview, open_page: OpenPage
) -> None:
    """Browsers count in UTF-16, the journal in code points."""
    from tests.ready import go

    root = make_study(  # type: ignore[operator]
        {"A01.txt": "I: So?\nP: 😀 né́e 👩‍👩‍👧 at the pond by Quoyle and nothing more.\n"},
        review="required",
        waived_because=None,
    )
    go(root)
    keys = open_page(open_review(root))
    page = keys.page
    page.goto(page.url + "identifiers/A01")
    page.evaluate(
        """() => {
          const words = document.querySelector('#turn-2 .source .words');
          const walk = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.data.indexOf('pond');
            if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + 4); }
          }
          document.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
        }"""
    )
    page.locator('#missed button:has-text("Mark")').click()
    page.locator("mark.missed").first.wait_for()
    (ruling,) = journal(root).rulings()
    source = side_by_side(open_study(root), journal(root), "A01").transcript.turns[1].text
    assert ruling.span
    assert source[ruling.span.start : ruling.span.end] == "pond"


def test_two_reviewers_at_once(waiting: Path, open_review: OpenReview, open_page: OpenPage) -> None:
    first, second = open_review(waiting, by="KL"), open_review(waiting, by="MM")
    one, other = open_page(first), open_page(second)
    one.page.goto(first.address + "/identifiers/A01")
    other.page.goto(second.address + "/identifiers/B02")
    other.page.locator("#panel .decision").wait_for()
    one.page.locator("#panel .decision").wait_for()
    for keys in (one, other, one):
        keys.press("a")
        keys.page.locator("#said.on").wait_for()
        keys.page.wait_for_timeout(300)
    assert [check.by for check in journal(waiting).checks()] == ["KL", "MM", "KL"]

    # Both on one transcript: the page that is older says so and records nothing.
    other.page.goto(second.address + "/identifiers/A01")
    other.page.locator("#panel .decision").wait_for()
    chosen = other.page.locator("#panel .decision").get_attribute("data-decision")
    one.page.goto(f"{first.address}/identifiers/A01?decision={chosen}")
    one.page.locator(f'#panel [data-decision="{chosen}"]').wait_for()
    before = len(journal(waiting).entries)
    one.press("x" if one.page.locator('[data-key="x"]').count() else "a")
    assert len(journal(waiting).entries) == before + 1
    other.page.locator('#panel [data-key="a"]').click()
    other.page.get_by_text("Not recorded").wait_for()
    newer = journal(waiting).entries[before:]
    assert [entry.body["by"] for entry in newer] == ["KL"]
    other.faults.clear()  # a refusal is told by the browser's console as well


def test_what_was_acknowledged_outlives_the_server(
    waiting: Path, open_review: OpenReview, open_page: OpenPage
) -> None:
    review = open_review(waiting)
    keys = open_page(review)
    keys.page.goto(review.address + "/identifiers/A01")
    keys.page.locator("#panel .decision").wait_for()
    acknowledged = 0
    for _ in range(4):
        keys.press("a")
        keys.page.locator(".source .mark.s-agreed").nth(acknowledged).wait_for()
        acknowledged += 1
        keys.page.wait_for_timeout(150)
    review.kill()
    assert len(journal(waiting).checks()) == acknowledged
    keys.press("a")
    keys.page.get_by_text("nothing was recorded").wait_for()
    assert len(journal(waiting).checks()) == acknowledged
    keys.faults.clear()  # the pages do not answer any more

    again = open_page(open_review(waiting))
    again.page.goto(again.page.url + "identifiers/A01")
    assert again.page.locator(".source .mark.s-agreed").count() == acknowledged
