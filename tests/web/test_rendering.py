"""Sentences in templates: numbers as people write them, and nothing that anybody typed as markup."""

from arcanon.web.rendering import _environment, page_title
from tests.support.cast import Browser


def rendered(source: str, **values: object) -> str:
    return _environment().from_string(source).render(values)


def test_numbers_have_separators_and_the_right_form() -> None:
    source = '{{ ngettext("%(num)s like", "%(num)s likes", count) }}'
    assert [rendered(source, count=count) for count in (0, 1, 1234)] == ["0 likes", "1 like", "1,234 likes"]
    source = "{% trans count=count %}{{ count }} comment{% pluralize %}{{ count }} comments{% endtrans %}"
    assert [rendered(source, count=count) for count in (1, 5678)] == ["1 comment", "5,678 comments"]


def test_what_people_typed_is_escaped_once() -> None:
    typed = "<b>&\"'%(name)s 100%"
    escaped = "&lt;b&gt;&amp;&#34;&#39;%(name)s 100%"
    assert rendered("{% trans name=name %}<i>{{ name }}</i>{% endtrans %}", name=typed) == f"<i>{escaped}</i>"
    assert rendered('{{ _("By %(name)s", name=name) }}', name=typed) == f"By {escaped}"
    assert rendered('{{ ngettext("%(name)s", "%(name)s", 2, name=name) }}', name=typed) == escaped
    assert rendered("{% trans %}100% sure{% endtrans %}") == "100% sure"

    class Refused:
        errors = {"body": "Write something."}

    title = rendered('{{ page_title(form, _("Chat with %(name)s", name=name)) }}', form=Refused(), name=typed)
    assert title == f"Error: Chat with {escaped}"
    assert page_title(Refused(), "<i>") == "Error: &lt;i&gt;"  # type: ignore[arg-type]


async def test_a_title_is_escaped_once_on_the_page(alice: Browser) -> None:
    post = await alice.write("Salt & <pepper>")
    assert "<title>Salt &amp; &lt;pepper&gt; · arcanon</title>" in (await alice.get(f"/posts/{post}")).text
