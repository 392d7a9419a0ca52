"""The page in a real browser, with the real assistant behind it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from corpus.catalogue import load_catalogue

pytestmark = pytest.mark.timeout(900)  # the first test may build the index

QUESTION = "Wie zoekt de werkplek, de leerling of de school?"
BOX = "#question textarea"


def ask(page: Page, question: str) -> None:
    answers = page.locator(".exchange .answer")
    before = answers.count()
    page.fill(BOX, question)
    while page.input_value(BOX):  # sent while the last is being finished, it stays in the box
        page.keyboard.press("Enter")
        page.wait_for_timeout(50)
    expect(answers).to_have_count(before + 1)


def highlighted(page: Page) -> str:
    return "".join("".join(page.locator("#panel mark").all_text_contents()).split())


def test_quote_is_highlighted_in_its_provision_when_a_question_is_answered(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.locator(".exchange .mark").first).to_have_text("[1]")
    expect(page.locator("#panel .provision h2")).to_have_text("7.1 Kiezen van een onderneming")
    article = page.locator("#panel .provision")
    start, end = (int(article.get_attribute(f"data-{side}") or 0) for side in ("start", "end"))
    quote = load_catalogue().sources["omzendbrief"].text[start:end]
    assert highlighted(page) == "".join(quote.split())
    assert "gedeelde verantwoordelijkheid" in quote
    expect(page.locator("#panel mark").first).to_be_in_viewport()
    expect(page.locator(BOX)).to_have_value("")


def test_another_quote_is_shown_when_its_mark_is_reached_by_keyboard(page: Page) -> None:
    ask(page, "Krijgt een leerling met een stageovereenkomst (SAO) een vergoeding?")
    chips = page.locator(".chip")
    assert chips.count() > 1
    before = highlighted(page)
    chips.nth(1).focus()
    page.keyboard.press("Enter")
    expect(chips.nth(1)).to_have_attribute("aria-current", "true")
    page.wait_for_function(
        "was => [...document.querySelectorAll('#panel mark')]"
        ".map(m => m.textContent).join('').replace(/\\s/g, '') !== was",
        arg=before,
    )
    expect(page.locator("#panel mark").first).to_be_in_viewport()


def test_script_is_shown_as_text_when_a_question_holds_it(page: Page) -> None:
    hostile = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'> ${1+1} {{x}}"
    ask(page, f"{hostile} {QUESTION}")
    expect(page.locator(".question")).to_have_text(f"{hostile} {QUESTION}")
    assert page.evaluate("window.ran") is None
    assert page.locator("#conversation img, #conversation script").count() == 0


def test_one_line_says_so_when_the_question_is_empty(page: Page) -> None:
    page.click("#send")
    expect(page.locator("#notice [role=alert]")).to_have_text(
        "De vraag is leeg. Typ een vraag over duaal leren."
    )
    assert page.locator(".exchange").count() == 0


def test_typed_question_is_kept_when_it_is_too_long(page: Page) -> None:
    page.fill(BOX, "x" * 10_000)
    page.click("#send")
    expect(page.locator("#notice [role=alert]")).to_contain_text("10000 tekens")
    expect(page.locator(BOX)).to_have_value("x" * 10_000)
    ask(page, QUESTION)
    expect(page.locator("#notice [role=alert]")).to_have_count(0)


def test_conversation_is_gone_when_a_new_one_is_begun(page: Page) -> None:
    page.locator(".example").first.click()
    expect(page.locator(".exchange .answer")).to_have_count(1)
    page.click("#anew")
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".exchange")).to_have_count(0)


def test_every_example_is_answered_when_it_is_chosen(page: Page) -> None:
    for number in range(page.locator(".example").count()):
        page.locator(".example").nth(number).click()
        expect(page.locator(".exchange .answer-answered .claim")).not_to_have_count(0)
        page.click("#anew")
        expect(page.locator(".welcome")).to_be_visible()


def test_nothing_overflows_and_the_provision_closes_when_the_screen_is_a_phone(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".welcome")
    assert overflow(page) == 0
    ask(page, "Krijgt een leerling met een stageovereenkomst (SAO) een vergoeding?")
    assert overflow(page) == 0
    page.locator(".mark").first.tap()
    expect(page.locator("#panel .provision")).to_be_visible()
    assert overflow(page) == 0
    page.click("#panel [data-close]")
    expect(page.locator("#panel .provision")).to_be_hidden()
    expect(page.locator(".mark").first).to_be_focused()
    context.close()


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def test_no_request_leaves_this_machine_when_the_page_is_used(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    hosts: set[str | None] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.goto(address)
    page.wait_for_selector(".welcome")
    ask(page, QUESTION)
    page.locator(".mark").last.click()
    expect(page.locator("#panel .provision")).to_be_visible()
    assert hosts - {None} == {"127.0.0.1"}
    context.close()


def test_nothing_is_kept_when_another_session_begins(
    browser: Browser, address: str, scratch: Path
) -> None:
    first, second = browser.new_context(), browser.new_context()
    page = first.new_page()
    page.goto(address)
    page.wait_for_selector(".welcome")
    ask(page, f"{QUESTION} Grutselmans")
    stored = "JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie"
    assert "Grutselmans" not in page.evaluate(stored)
    other = second.new_page()
    other.goto(address)
    expect(other.locator(".welcome")).to_be_visible()
    page.reload()
    expect(page.locator(".welcome")).to_be_visible()
    assert page.locator(".exchange").count() == other.locator(".exchange").count() == 0
    kept = [path for path in scratch.rglob("*") if path.is_file()]
    assert not [path for path in kept if b"Grutselmans" in path.read_bytes()]
    first.close()
    second.close()
