"""Looks at the pages of a running server as a person does: in Chromium, with a keyboard, a pointer, and without JavaScript.

python3 chromium.py http://127.0.0.1:7878 [FOLDER FOR SCREENSHOTS]

Wants the packages playwright and axe-core-python, and a Chromium of the system. Exit status: 0 all is well, 1 something
is not, 77 something wanted is not there.
"""

import pathlib
import shutil
import sys

try:
    import axe_core_python
    from playwright.sync_api import sync_playwright
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if not BROWSER:
    print("skipped: there is no chromium")
    sys.exit(77)

BASE = sys.argv[1].rstrip("/")
SHOTS = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
AXE = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
problems = []


def check(right, what):
    """Notes `what` where it is not right."""
    if not right:
        problems.append(what)


def watched(context, complaints):
    """A page whose errors and requests to elsewhere are written down."""
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((BASE, "data:", "blob:")) else complaints.append(f"asks {request.url}"))
    return page


def link(page, start, part):
    """The first address on the page `start` that holds `part`."""
    page.goto(BASE + start)
    return next((a for a in page.eval_on_selector_all("main a", "all => all.map(a => a.getAttribute('href'))") if part in a), None)


def every_kind(page):
    """One address of every kind of page, found by following links from the front page."""
    kinds = {"front": "/", "search": "/search?q=training", "questions": "/ask", "graph": "/graph"}
    kinds["answers"] = "/ask/sides?topic=Secure+Communities"
    kinds["wrong question"] = "/ask?query=SELECT+%3Fx+%7B+%3Fx+sp%3Aopposses+%3Fy+%7D"
    for kind, start, part in [("conflict", "/", "/conflict/"), ("actor", "/search?q=AFL-CIO", "/id/organization/"),
                              ("topic", "/search?q=Secure+Communities", "Secure"), ("document", "/", "/document/")]:
        found = link(page, start, part) or link(page, start, "/id/")
        check(found, f"no {kind} page is linked from {start}")
        if found:
            kinds[kind] = found
    found = link(page, kinds.get("actor", "/"), "/statement/")
    check(found, "no statement page is linked from the actor's page")
    if found:
        kinds["statement"] = found
    return kinds


def accessibility(page, name):
    """Violations of WCAG 2 A and AA, contrast among them, as axe finds them."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})")
    for violation in found["violations"]:
        where = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
        problems.append(f"{name}: {violation['id']}: {violation['help']}: {where}")


def looks(browser, kinds):
    """Every page, wide and narrow, light and dark: nothing sticks out, nothing is refused, all can be read."""
    for scheme, width in [("light", 1280), ("dark", 1280), ("light", 390)]:
        complaints = []
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        page = watched(context, complaints)
        for kind, address in kinds.items():
            name = f"{kind} ({scheme}, {width})"
            answer = page.goto(BASE + address)
            check(answer.status == (400 if kind == "wrong question" else 200), f"{name}: status {answer.status}")
            check(page.locator("h1").count() == 1, f"{name}: {page.locator('h1').count()} headings of the first order")
            check(page.title() != "", f"{name}: no title")
            wide = page.evaluate("document.documentElement.scrollWidth")
            check(wide <= width, f"{name}: {wide} pixels wide")
            accessibility(page, name)
            if SHOTS:
                page.screenshot(path=SHOTS / f"{kind.replace(' ', '-')}-{scheme}-{width}.png", full_page=True)
        context.close()
        # A wrong question is answered with 400, which the console tells as an error.
        problems.extend(c for c in complaints if "status of 400" not in c)


def keyboard(page, kinds):
    """What has the focus can be seen, and all links of the page can be reached."""
    page.goto(BASE + kinds["front"])
    reached = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        at = page.evaluate("""() => { const e = document.activeElement, s = getComputedStyle(e);
            return [e.tagName, e.getAttribute('href'), s.outlineStyle !== 'none' || s.boxShadow !== 'none'] }""")
        if at[0] == "BODY":
            break
        check(at[2], f"front: the focus on {at[0]} {at[1]} cannot be seen")
        reached.add(at[1])
    links = set(page.eval_on_selector_all("a[href]", "all => all.filter(a => a.checkVisibility()).map(a => a.getAttribute('href'))"))
    check(links <= reached, f"front: the keyboard does not reach {sorted(links - reached)[:3]}")
    page.goto(BASE + kinds["actor"])
    page.keyboard.press("/")
    check(page.evaluate("document.activeElement.matches('.search input')"), "the slash does not lead to the search")
    page.keyboard.insert_text("Crane")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    check("Crane" in page.inner_text("main"), "the search does not find Crane")


def graph(page, kinds):
    """Moves, enlarges and filters the picture, and reads the evidence of a line."""
    page.goto(BASE + kinds["graph"])
    moved = "document.querySelector('.stage .sheet').style.transform"
    before = page.evaluate(moved)
    page.get_by_role("button", name="Larger").click()
    larger = page.evaluate(moved)
    check(before != larger, "graph: the button does not enlarge")
    page.locator(".stage").focus()
    page.keyboard.press("ArrowRight")
    check(page.evaluate(moved) != larger, "graph: the arrows do not move")
    lines = "Array.from(document.querySelector('.stage .sheet').shadowRoot.querySelectorAll('[data-told]'))"
    hidden = f"{lines}.filter(line => line.hasAttribute('data-off')).length"
    page.get_by_role("checkbox", name="Against").uncheck()
    check(page.evaluate(hidden) > 0, "graph: nothing is hidden when those against are left out")
    page.get_by_role("checkbox", name="Against").check()
    check(page.evaluate(hidden) == 0, "graph: what was hidden does not come back")
    page.get_by_label("Highlight names or words").fill("Crane")
    dim = page.evaluate(f"{lines}.map(line => line.hasAttribute('data-dim'))")
    check(any(dim) and not all(dim), "graph: words do not highlight")
    page.get_by_role("button", name="Show the whole picture").click()
    page.evaluate(f"{lines}.find(line => /[“\"]/.test(line.dataset.told)).dispatchEvent(new PointerEvent('pointerover', {{bubbles: true}}))")
    check(len(page.locator(".evidence").inner_text()) > 20, "graph: no evidence is told")


def writing(page, kinds):
    """Completes a term, asks, and is led to the place of an error."""
    page.goto(BASE + kinds["questions"])
    field = page.locator("textarea[data-complete]")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    field.fill("")
    field.type("SELECT ?x ?y { ?x sp:oppos")
    check(page.locator(".choices li").count() > 0, "questions: no completions")
    page.keyboard.press("Enter")
    field.type(" ?y }")
    check("sp:opposes ?y" in field.input_value(), f"questions: {field.input_value()!r}")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    check(page.locator("main table tbody tr").count() > 0, "questions: no rows")
    page.goto(BASE + kinds["wrong question"])
    check("sp:opposes" in page.inner_text("main"), "a wrong term: what was meant is not suggested")
    page.get_by_role("button", name="Go to the place").click()
    check(page.evaluate("document.activeElement.tagName") == "TEXTAREA", "a wrong term: its place is not shown")


def reading(page, kinds):
    """In a document, a statement and its words light up together; tables are sorted."""
    page.goto(BASE + kinds["document"])
    mark = page.locator("mark[data-statements]").first
    mark.hover()
    check(page.locator(".lit").count() >= 2, "document: words and note do not light up together")
    page.goto(BASE + kinds["answers"])
    head = page.locator("th button.sort").first
    if head.count():
        head.click()
        check(page.locator("th[aria-sort=ascending]").count() == 1, "answers: the table is not sorted")


def without_scripts(browser, kinds):
    """All is there without JavaScript; the search and a question are forms."""
    page = browser.new_context(java_script_enabled=False).new_page()
    for kind, address in kinds.items():
        page.goto(BASE + address)
        check(len(page.inner_text("main")) > 100, f"{kind}: nothing to read without scripts")
    page.goto(BASE + "/")
    page.locator("main input[type=search], header input[type=search]").first.fill("Napolitano")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    check("Napolitano" in page.inner_text("main"), "without scripts, the search does not find Napolitano")


def main():
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        complaints = []
        page = watched(browser.new_context(viewport={"width": 1280, "height": 900}), complaints)
        page.set_default_timeout(10_000)
        kinds = every_kind(page)
        if not problems:
            looks(browser, kinds)
            for part in (keyboard, graph, writing, reading):
                try:
                    part(page, kinds)
                except Exception as error:  # What cannot be pressed or found is a problem like others.
                    problems.append(f"{part.__name__}: {error}")
            without_scripts(browser, kinds)
            problems.extend(c for c in complaints if "status of 400" not in c)
        browser.close()
    for problem in problems:
        print(problem)
    print(f"{len(kinds)} kinds of page" + ("" if problems else ", all is well"))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
