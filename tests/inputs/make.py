#!/usr/bin/env python3
"""Makes the files of this folder from article.txt, so that each holds the same article in another form. The results are committed: this is
run only when the article changes. It needs LibreOffice (libreoffice-writer-nogui) and Chromium, which nothing else here does.

usage: make.py
"""
import gzip
import html
import json
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TITLE, *PARAGRAPHS = [p for p in (HERE / "article.txt").read_text(encoding="utf-8").split("\n\n") if p]
PARAGRAPHS[-1] = PARAGRAPHS[-1].strip()
AUTHOR, DATE, URL = "Marit Solvang", "2024-07-14", "https://harbour-post.example/strait"
NOTE = "The full text is in the archive of the ministry, file 12. Brazil and Peru have signed nothing of the kind."


def is_heading(paragraph):
    return len(paragraph) < 60 and paragraph[-1] not in ".:;"


def item(paragraph):
    match = re.match(r"(\d+)\. (.*)$", paragraph, re.S)
    return match and match[2]


def blocks():
    """("heading" | "paragraph", words) and ("list", [words])"""
    items = []
    for paragraph in PARAGRAPHS:
        if item(paragraph):
            items.append(item(paragraph))
            continue
        if items:
            yield "list", items
            items = []
        yield ("heading" if is_heading(paragraph) else "paragraph"), paragraph
    if items:
        yield "list", items


def html_body(escape=html.escape, note=False):
    out = []
    for kind, words in blocks():
        if kind == "list":
            out.append("<ol>\n" + "".join(f"<li>{escape(w)}</li>\n" for w in words) + "</ol>")
        else:
            tag = "h2" if kind == "heading" else "p"
            mark = '<sup><a href="#note-1">[1]</a></sup>' if note and kind == "paragraph" and not any("<sup>" in o for o in out) else ""
            out.append(f"<{tag}>{escape(words)}{mark}</{tag}>")
    return "\n".join(out)


def page(charset="utf-8"):
    """A page as newspapers make them: the article amid menus, advertisements, teasers and comments."""
    linked = html_body(note=True).replace("United Nations Convention on the Law of the Sea",
                                          '<a href="/unclos">United Nations Convention on the <em>Law of the Sea</em></a>', 1)
    data = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": "The Harbour Post", "url": "https://harbour-post.example/"},
        {"@type": "NewsArticle", "headline": TITLE, "datePublished": f"{DATE}T09:40:00+02:00",
         "author": [{"@type": "Person", "name": AUTHOR}], "inLanguage": "en-GB", "mainEntityOfPage": URL}]}
    return f"""<!DOCTYPE html>
<html lang="en-GB" class="no-comments-hidden with-sidebar">
<head>
<meta charset="{charset}">
<title>{TITLE} | The Harbour Post</title>
<meta property="og:title" content="{TITLE} - Opinion">
<meta property="article:published_time" content="2024-07-15T00:00:00Z">
<link rel="canonical" href="{URL}?edition=print">
<script type="application/ld+json">{json.dumps(data)}</script>
<style>.ad {{ color: red }} /* Sweden has annexed Iceland. */</style>
<script>document.write("<p>Sweden invaded Iceland.</p>");</script>
</head>
<body class="single-post has-sidebar">
<a class="skip-link" href="#main">Skip to main content</a>
<header class="site-header"><div class="logo">The Harbour Post</div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/greece">Greece and Turkey</a></li></ul></nav></header>
<div id="cookie-banner">We use cookies. <button>Accept all</button></div>
<div class="page-wrapper">
<main id="main">
<article class="post">
<header>
<p class="breadcrumbs"><a href="/">Home</a> &gt; <a href="/asia">Asia</a> &gt; <a href="/mongolia">Mongolia</a></p>
<h1>{TITLE}</h1>
<div class="entry-meta">By <a rel="author" href="/solvang">{AUTHOR}</a>, <time datetime="{DATE}">14 July 2024</time></div>
<div class="share-buttons"><a href="#">Share on Facebook</a> <a href="#">Tweet</a></div>
</header>
<div class="article-body">
{linked.replace("<h2>", '<div class="ad">Advertisement: fly to Portugal and Morocco!</div><h2>', 1)}
<div class="related-articles"><h3>Read also</h3><ul><li><a href="/1">France declared war on Spain over fish</a></li>
<li><a href="/2">Egypt recognises Kosovo</a></li></ul></div>
<p id="note-1" hidden>1. Chile visited Ghana.</p>
</div>
<footer class="article-footer"><div class="tags">Tags: <a href="/t/1">Argentina</a>, <a href="/t/2">Uruguay</a></div></footer>
</article>
</main>
<aside class="sidebar"><h2>Most read</h2><ol><li><a href="/3">Russia invaded Ukraine: a timeline</a></li><li><a href="/4">Belgium, Cuba and the price of coffee</a></li></ol></aside>
<section id="comments"><h2>Comments (2)</h2><article class="comment"><p>I think Ireland should invade Cyprus, and Austria supplied weapons to Malta. Everybody knows it, it has been in all the papers for years.</p></article>
<article class="comment"><p>Nonsense. Italy signed the Treaty of Rome. Read a book for once, and then come back and tell us what you have learned.</p></article></section>
</div>
<footer class="site-footer"><p>© 2024 The Harbour Post, Helsinki, Finland. <a href="/privacy">Privacy policy</a></p></footer>
</body>
</html>
"""


def soft(words):
    """Soft hyphens, where hyphenation would put them."""
    for a, b in (("Coopera", "tion"), ("agree", "ment"), ("environ", "ment"), ("minis", "ters"), ("imposed", ""), ("accord", "ance"), ("ques", "tions"),
                 ("sanc", "tions"), ("Indo", "nesia"), ("mem", "ber"), ("Associa", "tion"), ("Min", "ister"), ("Conven", "tion"), ("cere", "mony"),
                 ("arti", "cles"), ("sup", "plied"), ("previ", "ous"), ("mar", "ine"), ("Presi", "dent")):
        if b:
            words = words.replace(a + b, a + "\u00ad" + b)
    return words


def columns():
    """For printing: two columns, a line above that runs through the pages, and soft hyphens."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title><style>
@page {{ size: A5; margin: 18mm 14mm }}
body {{ font: 9.5pt/1.35 "DejaVu Serif"; margin: 0 }}
h1 {{ font-size: 15pt }} h2 {{ font-size: 10.5pt }}
.text {{ column-count: 2; column-gap: 7mm; text-align: justify; hyphens: manual }}
</style></head><body><h1>{TITLE}</h1><div class="text">
{html_body(lambda w: html.escape(soft(w)))}
</div></body></html>
"""


def fodt():
    """A document as LibreOffice stores it in one file, with a running header, page numbers, a footnote, a numbered list."""
    body, noted = [], False
    for kind, words in blocks():
        text = "" if kind == "list" else html.escape(soft(words), quote=False)
        if kind == "heading":
            body.append(f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{text}</text:h>')
        elif kind == "list":
            items = "".join(f"<text:list-item><text:p text:style-name=\"Body\">{html.escape(w, quote=False)}</text:p></text:list-item>" for w in words)
            body.append(f'<text:list text:style-name="Numbers">{items}</text:list>')
        else:
            note = "" if noted else ('<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
                                     f'<text:p text:style-name="Footnote">{NOTE}</text:p></text:note-body></text:note>')
            noted = True
            body.append(f'<text:p text:style-name="Body">{text}{note}</text:p>')
    font = 'style:font-name="DejaVu Serif" fo:language="en" fo:country="GB"'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{TITLE}</dc:title><meta:initial-creator>{AUTHOR}</meta:initial-creator><dc:creator>{AUTHOR}</dc:creator>
<meta:creation-date>{DATE}T09:40:00</meta:creation-date><dc:date>{DATE}T09:40:00</dc:date><dc:language>en-GB</dc:language></office:meta>
<office:font-face-decls><style:font-face style:name="DejaVu Serif" svg:font-family="'DejaVu Serif'"/></office:font-face-decls>
<office:styles>
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.25cm" fo:text-align="justify"/><style:text-properties {font} fo:font-size="11pt"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.4cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/><style:text-properties {font} fo:font-size="13pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Title" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.6cm"/><style:text-properties {font} fo:font-size="18pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Footnote" style:family="paragraph"><style:text-properties {font} fo:font-size="8pt"/></style:style>
<style:style style:name="Header" style:family="paragraph"><style:text-properties {font} fo:font-size="9pt"/></style:style>
<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."><style:list-level-properties text:space-before="0.5cm" text:min-label-width="0.6cm"/></text:list-level-style-number></text:list-style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="A5"><style:page-layout-properties fo:page-width="14.8cm" fo:page-height="21cm" fo:margin-top="1.2cm" fo:margin-bottom="1.2cm" fo:margin-left="2cm" fo:margin-right="2cm"/>
<style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.4cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.4cm"/></style:footer-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A5">
<style:header><text:p text:style-name="Header">The Harbour Post Review – Iceland and Greenland issue</text:p></style:header>
<style:footer><text:p text:style-name="Header">Page <text:page-number text:select-page="current">1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>
<text:p text:style-name="Title">{TITLE}</text:p>
{chr(10).join(body)}
</office:text></office:body></office:document>
"""


def markdown():
    out = [f'---\ntitle: "{TITLE}"\nauthor: {AUTHOR}\ndate: {DATE}\nlang: en-GB\n---\n', f"# {TITLE}\n"]
    for kind, words in blocks():
        if kind == "heading":
            out.append(f"## {words}\n")
        elif kind == "list":
            out.append("".join(f"{n}. {w}\n" for n, w in enumerate(words, 1)))
        else:
            # Marks in the midst of names, a link, and lines broken where a person would.
            words = words.replace("Treaty on Maritime Cooperation", "**Treaty on *Maritime* Cooperation**").replace("UN Charter", "[UN Charter](https://un.example/charter)")
            words = words.replace("Sindre Halvorsen", "_Sindre Halvorsen_").replace("Indonesia is a member", "Indonesia&nbsp;is a member")
            lines, line = [], ""
            for word in words.split(" "):
                if len(line) + len(word) > 76:
                    lines.append(line)
                    line = word
                else:
                    line = f"{line} {word}".strip()
            out.append("\n".join([*lines, line]) + "\n")
    return "\n".join(out)


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    text = (HERE / "article.txt").read_text(encoding="utf-8")
    (HERE / "article.html").write_text(page(), encoding="utf-8")
    (HERE / "article-windows-1252.html").write_bytes(page("windows-1252").encode("cp1252"))
    (HERE / "article.md").write_text(markdown(), encoding="utf-8")
    record = {"id": "strait", "text": text, "title": TITLE, "author": AUTHOR, "date": DATE, "url": URL, "language": "en-GB"}
    (HERE / "article.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    with open(HERE / "article.txt.gz", "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())
    run("zstd", "-q", "-f", "-19", str(HERE / "article.html"), "-o", str(HERE / "article.html.zst"))
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "article.fodt")
        source.write_text(fodt(), encoding="utf-8")
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
        run(*office, "docx:MS Word 2007 XML", "--outdir", str(HERE), str(source))
        run(*office, "pdf", "--outdir", str(HERE), str(source))
        locked = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"secret"}}'
        run(*office, "pdf:writer_pdf_Export:" + locked, "--outdir", folder, str(source))
        pathlib.Path(folder, "article.pdf").replace(HERE / "encrypted.pdf")
        paper = pathlib.Path(folder, "columns.html")
        paper.write_text(columns(), encoding="utf-8")
        # Without --no-pdf-header-footer Chromium prints date, title, address and page numbers into the margins.
        chromium = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium"]
        run(*chromium, f"--print-to-pdf={HERE}/article-columns.pdf", paper.as_uri())
        # A picture of a page: no text layer.
        scan = pathlib.Path(folder, "scan.html")
        scan.write_text('<img src="data:image/svg+xml,%3Csvg xmlns=\'http://www.w3.org/2000/svg\' width=\'300\' height=\'300\'%3E%3Crect width=\'300\' '
                        'height=\'300\' fill=\'gray\'/%3E%3C/svg%3E">', encoding="utf-8")
        run(*chromium, "--no-pdf-header-footer", f"--print-to-pdf={HERE}/scanned.pdf", scan.as_uri())


main()
