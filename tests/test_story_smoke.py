from tests.cast import Browser, soup


async def test_alice_joins_writes_and_reads_it(alice: Browser, bob: Browser) -> None:
    post = await alice.write("Hello", "There")
    page = await bob.page(f"/posts/{post}")
    assert page.select_one("h1").text.strip() == "Hello"
    await bob.answer(post)
