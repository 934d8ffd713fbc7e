"""Text that looks like Markdown with HTML in it, faulty in every way that a few signs can make."""

from hypothesis import strategies as st

SIGNS = (
    *("<", ">", "</", "/>", "<!--", "-->", "<?", "<!", "&#106;", "&colon;", '"', "'", "="),
    *("script", "b", "span", "img", "a", "p", "div", "table", "td", "href", "src", "onclick", "style", "class"),
    *("`", "``", "```", "~~~", "[", "]", "(", ")", "![", "](", "]: ", "\\", "*", "^", "|", "- ", "1. ", "#"),
    *("javascript:", "data:", "http", "https://a.cn/", "//", "mailto:", "x.md", "/x", "..", "%", "@", ":"),
    *("\n", "\n\n", " ", "  ", "    ", "\t", "甲", "乙。", "\u3000", "\u200b"),
)
MARKDOWN = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join)
