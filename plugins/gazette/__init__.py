"""The domain: documents of a Chinese government, their numbers, relations, validity and text.

Pure: standard library, yaml and lxml only. It knows neither Pelican nor Markdown nor Typst, and never asks
what day it is.
"""
