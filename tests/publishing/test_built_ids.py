"""The ids that a browser finds on a built page."""

from publishing.links.built_ids import element_with_id, ids_in


def test_text_that_looks_like_an_id_is_none() -> None:
    """Code that is shown, attributes of other names, comments and scripts have no anchors."""
    html = (
        '<p>Write <code>id="old"</code></p><svg data-id="use"></svg><!-- <a id="note"></a> -->'
        '<script>write(\'<a id="made">\')</script><i title=\'<b> id="said"\'></i><h2 class="a" id="new">New</h2>'
        "<a id=bare></a>"
    )

    assert ids_in(html) == {"new", "bare"}
    assert element_with_id(html, "new") == html.index("<h2")
    assert element_with_id(html, "old") is None
