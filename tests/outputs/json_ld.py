"""Every block of JSON-LD of a built site: it expands, is whole, and names pages that exist.

Usage: json_ld.py SITE

A JSON-LD processor (PyLD) expands each block. It asks no network: schema.org is put in place by a
context that gives every name its address there. Of each type the properties must be there that make
it of use to a reader of that type; an address inside the site must be a file of it.
"""

import html.parser
import json
import pathlib
import sys
import urllib.parse

from pyld import jsonld

SCHEMA = "https://schema.org/"
CPSV, CV, DCT, SKOS = (
    "http://purl.org/vocab/cpsv#",
    "http://data.europa.eu/m8g/",
    "http://purl.org/dc/terms/",
    "http://www.w3.org/2004/02/skos/core#",
)

# The properties that a node of a type must have, expanded.
OBLIGATORY = {
    "WebSite": ["name", "url", "publisher", "potentialAction"],
    "SearchAction": ["target", "query-input"],
    "EntryPoint": ["urlTemplate"],
    "BreadcrumbList": ["itemListElement"],
    "ListItem": ["position", "name", "item"],
    "Legislation": ["name", "description", "url", "inLanguage", "legislationPassedBy", "legislationJurisdiction",
                    "legislationType"],
    "GovernmentService": ["name", "description", "url", "provider", "serviceType", "areaServed"],
    "FAQPage": ["mainEntity"],
    "Question": ["name", "acceptedAnswer"],
    "Answer": ["text"],
    "Event": ["name", "startDate", "endDate", "location", "organizer", "url"],
    "GovernmentOrganization": ["name"],
    "Organization": ["name"],
    "Dataset": ["name", "description", "url", "creator"],
    CPSV + "PublicService": [DCT + "identifier", DCT + "title", DCT + "description", CV + "hasCompetentAuthority"],
    CV + "PublicOrganisation": [SKOS + "prefLabel"],
    CV + "Requirement": [DCT + "identifier", DCT + "title"],
    CV + "EvidenceType": [DCT + "identifier"],
    CV + "Output": [DCT + "identifier", DCT + "title"],
    CV + "Channel": [DCT + "identifier"],
    CV + "Cost": [DCT + "identifier"],
    CV + "LifeEvent": [DCT + "identifier", DCT + "title"],
}

HOLDS_ADDRESS = ("@id", "url", "item", "termsOfService", "contentUrl", "serviceUrl", "image")

# The type that the pages of a folder must speak of.
OF_FOLDER = {
    "zc": "Legislation", "sx": "GovernmentService", "zn": "GovernmentService", "hd": "Event",
    "bm": "GovernmentOrganization", "pt": "Organization", "ml": "Dataset", "sj": "Dataset",
}


class Blocks(html.parser.HTMLParser):
    """The structured data of a page, and whether search engines may list it."""

    def __init__(self):
        super().__init__()
        self.blocks, self.inside, self.noindex, self.canonical = [], False, False, ""

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "script" and attributes.get("type") == "application/ld+json":
            self.blocks.append("")
            self.inside = True
        if tag == "meta" and attributes.get("name") == "robots":
            self.noindex = True
        if tag == "link" and attributes.get("rel") == "canonical":
            self.canonical = attributes["href"]

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "script"

    def handle_data(self, data):
        if self.inside:
            self.blocks[-1] += data


def load(url, _options):
    assert url.rstrip("/") == SCHEMA.rstrip("/"), f"another context is asked for: {url}"
    context = {"@context": {"@vocab": SCHEMA, "id": "@id", "type": "@type"}}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}


def nodes(value):
    """Every node of an expanded document, nested ones included."""
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)
    elif isinstance(value, dict):
        if "@type" in value and "@value" not in value:
            yield value
        for item in value.values():
            yield from nodes(item)


def addresses(value):
    """Every address of a document with its property: ids, and texts that are addresses."""
    if isinstance(value, list):
        for item in value:
            yield from addresses(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name in HOLDS_ADDRESS and isinstance(item, str):
                yield name, item
            elif name != "@context":
                yield from addresses(item)


def missing(node):
    for ty in node["@type"]:
        short = ty.removeprefix(SCHEMA)
        # An organisation that is only named, and a body that stands for its page, are whole.
        for name in OBLIGATORY.get(short, OBLIGATORY.get(ty, [])):
            if (name if "://" in name else SCHEMA + name) not in node:
                yield f"{short} lacks {name}"


def faults_of_page(site, base, route, page):
    for block in page.blocks:
        if "<" in block:
            yield "a bracket that could end the script"
        document = json.loads(block)
        expanded = jsonld.expand(document, {"documentLoader": load})
        if not expanded:
            yield "nothing is left after expansion"
        for node in nodes(expanded):
            yield from missing(node)
        for name, address in addresses(document):
            parts = urllib.parse.urlsplit(address)
            if parts.scheme not in ("http", "https") or not parts.netloc:
                yield f"no absolute address: {address}"
            # Where to apply online is a service of its own, which may stand on the same host.
            elif address.startswith(base) and name != "serviceUrl":
                path = urllib.parse.unquote(address[len(base):].split("#")[0].split("?")[0])
                if not (site / path).is_file():
                    yield f"no file of the site: {address}"
        types = {ty.removeprefix(SCHEMA) for node in nodes(expanded) for ty in node["@type"]}
        if "FAQPage" in types and not route.endswith("wd/index.html"):
            yield "FAQPage elsewhere than on the list of questions"
        parts = route.removeprefix("en/").split("/")
        wanted = OF_FOLDER.get(parts[0]) if len(parts) == 2 and parts[1] != "index.html" else None
        if wanted and not parts[1][:-5].isdigit() and wanted not in types:
            yield f"nothing is said of a {wanted}"


def main():
    site = pathlib.Path(sys.argv[1]).resolve()
    home = Blocks()
    home.feed((site / "index.html").read_text("utf-8"))
    base = home.canonical.removesuffix("index.html")
    assert base, "the site has no address, and so no structured data"
    pages = blocks = faults = 0
    types = {}
    for file in sorted(site.rglob("*.html")):
        route = file.relative_to(site).as_posix()
        page = Blocks()
        page.feed(file.read_text("utf-8"))
        pages += 1
        blocks += len(page.blocks)
        if not page.blocks and not page.noindex:
            print(f"{route}: no structured data")
            faults += 1
        for fault in faults_of_page(site, base, route, page):
            print(f"{route}: {fault}")
            faults += 1
        for block in page.blocks:
            for node in nodes(jsonld.expand(json.loads(block), {"documentLoader": load})):
                for ty in node["@type"]:
                    types[ty.removeprefix(SCHEMA)] = types.get(ty.removeprefix(SCHEMA), 0) + 1
    print(", ".join(f"{ty} {count}" for ty, count in sorted(types.items())))
    print(f"{pages} pages, {blocks} blocks, {faults} faults")
    sys.exit(1 if faults or not blocks else 0)


main()
