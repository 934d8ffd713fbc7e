"""The words that stand where an editor has yet to write: `invoke new` puts them in, the checks find those left."""

BLANK = "（请填写）"
