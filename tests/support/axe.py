"""axe-core, which finds what a screen reader would stumble over."""

from playwright.sync_api import Frame, Page

from tests.support.services import ROOT

# Read when it is first needed: the fast tests are collected where the packages of the browser's are not there yet.
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def axe(page: Page | Frame) -> list[str]:
    """What axe finds, with every rule on, those for AAA and the experimental ones, too."""
    page.evaluate(AXE.read_text())
    result = page.evaluate(
        """() => axe.run({
            resultTypes: ['violations'],
            rules: Object.fromEntries(axe.getRules().map(({ruleId}) => [ruleId, {enabled: true}])),
        })"""
    )
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in result["violations"]]
