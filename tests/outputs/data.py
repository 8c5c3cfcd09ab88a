#!/usr/bin/env python3
"""Holds the data files of a built site against validators that nobody here wrote.

    python3 tests/outputs/data.py <built site>

JSON against its JSON Schema (jsonschema), the DCAT catalogue as RDF (rdflib) against SHACL shapes of the
obligatory set of DCAT-AP 3 (pyshacl), the list of addresses against a schema (lxml) and against the pages
that are there, CSV as Python and as LibreOffice read it. Prints what is wrong; exit code 1 if anything is.
"""

import csv
import datetime
import html.parser
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jsonschema
import lxml.etree
import pyshacl
import rdflib
import referencing
import referencing.jsonschema

HERE = Path(__file__).resolve().parent
SITEMAP = '{http://www.sitemaps.org/schemas/sitemap/0.9}'
URLS_MAX = 50_000
problems = []


def problem(place, text):
    problems.append(f'{place}: {text}')


def read_json(path):
    return json.loads(path.read_text(encoding='utf-8'))


class Site:
    """A built site and the address at which it will stand, if it has one."""

    def __init__(self, root):
        self.root = root
        self.date = datetime.date.fromisoformat(read_json(root / 'juxian-manifest.json')['date'])
        self.base = self.find_base()

    def find_base(self):
        """The address of the site, from the canonical address of the home page."""
        head = Head(self.root / 'index.html')
        return head.canonical.removesuffix('index.html') if head.canonical else ''

    def file(self, address):
        """The file at an address of the site, relative ones included; None outside of it."""
        if self.base and address.startswith(self.base):
            address = address[len(self.base):]
        elif urlsplit(address).scheme:
            return None
        return self.root / unquote(urlsplit(address).path)


class Head(html.parser.HTMLParser):
    """What the head of a page tells search engines."""

    def __init__(self, path):
        super().__init__()
        self.canonical = ''
        self.noindex = False
        self.refresh = False
        self.machine = []
        self.feed(path.read_text(encoding='utf-8'))

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == 'link' and attributes.get('rel') == 'canonical':
            self.canonical = attributes.get('href', '')
        if tag == 'link' and attributes.get('rel') == 'alternate' and attributes.get('type'):
            self.machine.append((attributes['type'], attributes.get('href', '')))
        if tag == 'meta' and attributes.get('name') == 'robots':
            self.noindex = 'noindex' in attributes.get('content', '')
        if tag == 'meta' and attributes.get('http-equiv', '').lower() == 'refresh':
            self.refresh = True


# ---- JSON


def schemas(site):
    """Every schema of the site by the last part of its address, so that references need no network."""
    texts = {path.name: read_json(path) for path in sorted((site.root / 'schema').glob('*.json'))}

    def retrieve(address):
        name = urlsplit(address).path.rsplit('/', 1)[-1]
        return referencing.Resource.from_contents(texts[name])

    return texts, referencing.Registry(retrieve=retrieve)


def check_json(site):
    texts, registry = schemas(site)
    for name, schema in texts.items():
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            problem(f'schema/{name}', error.message)
    validators, count = {}, 0
    for path in sorted((site.root / 'data').rglob('*.json')):
        place = path.relative_to(site.root).as_posix()
        document = read_json(path)
        if place == 'data/catalog.json':
            continue
        schema = site.file(document.get('schema', ''))
        if schema is None or schema.name not in texts:
            problem(place, 'names no schema of the site')
            continue
        if schema.name not in validators:
            validators[schema.name] = jsonschema.Draft202012Validator(
                texts[schema.name], registry=registry, format_checker=jsonschema.FormatChecker()
            )
        for error in validators[schema.name].iter_errors(document):
            problem(place, f'{"/".join(map(str, error.absolute_path))}: {error.message[:200]}')
        if 'entries' in document and document['count'] != len(document['entries']):
            problem(place, 'count is not the number of entries')
        count += 1
    return f'{count} JSON files, {len(texts)} schemas'


def check_entries(site):
    """Every page that names a JSON has one, every JSON names its pages, and lists hold the same."""
    named = set()
    for path in sorted(site.root.rglob('*.html')):
        for media_type, href in Head(path).machine:
            if media_type != 'application/json':
                continue
            target = (path.parent / unquote(href)).resolve()
            named.add(target)
            if not target.is_file():
                problem(path.relative_to(site.root), f'names {href}, which is not there')
    own = [path for path in (site.root / 'data').rglob('*.json') if 'entries' not in read_json(path)]
    for path in own:
        document = read_json(path)
        for address in document.get('url', {}).values():
            page = site.file(address)
            if page is None or not page.is_file():
                problem(path.relative_to(site.root), f'{address} is not there')
        is_question = document.get('kind') == 'faq'
        if path.name != 'catalog.json' and not is_question and path.resolve() not in named:
            if document.get('id') != 'index':
                problem(path.relative_to(site.root), 'no page names it')
    for path in (site.root / 'data').glob('*.json'):
        for entry in read_json(path).get('entries', []):
            single = site.file(entry['json'])
            whole = read_json(single) if single and single.is_file() else {}
            kept = {key: value for key, value in whole.items() if key not in ('format', 'schema', 'licence')}
            for key in ('preamble', 'clauses', 'texts'):
                kept.pop(key, None)
            if kept != entry:
                problem(path.relative_to(site.root), f'{entry["id"]} differs from its own file')
    return f'{len(own)} entries'


# ---- DCAT


def check_catalog(site):
    path = site.root / 'data' / 'catalog.json'
    if not path.is_file():
        return 'no catalogue (the site has no address)' if not site.base else problem(path.name, 'missing')
    graph = rdflib.Graph().parse(path, format='json-ld')
    dcat = rdflib.Namespace('http://www.w3.org/ns/dcat#')
    conforms, _, report = pyshacl.validate(
        graph, shacl_graph=rdflib.Graph().parse(HERE / 'dcat.ttl', format='turtle')
    )
    if not conforms:
        problem('data/catalog.json', report)
    described = set()
    for _, _, address in graph.triples((None, dcat.downloadURL, None)):
        file = site.file(str(address))
        if file is None or not file.is_file():
            problem('data/catalog.json', f'{address} is not there')
        else:
            described.add(file)
    for node in graph.all_nodes():
        if isinstance(node, rdflib.URIRef) and not urlsplit(str(node)).scheme:
            problem('data/catalog.json', f'{node} is not absolute')
    data = site.root / 'data'
    tables = set(data.rglob('*.csv')) | {path for path in data.glob('*.json') if path.name != 'catalog.json'}
    for file in sorted(tables - described):
        problem('data/catalog.json', f'{file.relative_to(site.root)} is not described')
    return f'{len(set(graph.subjects(rdflib.RDF.type, dcat.Dataset)))} datasets, {len(graph)} triples'


# ---- addresses


def sitemap_files(site):
    root = lxml.etree.parse(site.root / 'sitemap.xml').getroot()
    if root.tag == f'{SITEMAP}urlset':
        return [site.root / 'sitemap.xml']
    return [site.file(loc.text) for loc in root.iter(f'{SITEMAP}loc')]


def check_sitemap(site):
    if not site.base:
        if (site.root / 'sitemap.xml').exists():
            problem('sitemap.xml', 'there is one without an address of the site')
        return 'none (the site has no address)'
    schema = lxml.etree.XMLSchema(lxml.etree.parse(HERE / 'sitemap.xsd'))
    listed, pairs = {}, {}
    for path in sitemap_files(site) + [site.root / 'sitemap.xml']:
        document = lxml.etree.parse(path)
        if not schema.validate(document):
            problem(path.name, schema.error_log)
        urls = document.getroot().findall(f'{SITEMAP}url')
        if len(urls) > URLS_MAX or path.stat().st_size > 50 << 20:
            problem(path.name, 'is larger than the protocol allows')
        for url in urls:
            address = url.findtext(f'{SITEMAP}loc')
            listed[address] = url.findtext(f'{SITEMAP}lastmod')
            links = url.iterfind('{http://www.w3.org/1999/xhtml}link')
            pairs[address] = {link.get('hreflang'): link.get('href') for link in links}
    check_addresses(site, listed)
    for address, links in pairs.items():
        for other in links.values():
            if pairs.get(other) != links:
                problem('sitemap.xml', f'{address} and {other} do not name each other')
    return f'{len(listed)} addresses'


def check_addresses(site, listed):
    pages = {}
    for path in site.root.rglob('*.html'):
        head = Head(path)
        if not head.noindex and not head.refresh:
            pages[site.base + path.relative_to(site.root).as_posix()] = head
    for address, day in listed.items():
        if address not in pages:
            problem('sitemap.xml', f'{address} is no page that may be indexed')
        elif pages[address].canonical != address:
            problem('sitemap.xml', f'{address} calls itself {pages[address].canonical}')
        if day and datetime.date.fromisoformat(day) > site.date:
            problem('sitemap.xml', f'{address} changed on {day}, after the build')
    ended = {site.base + place for place in ended_notices(site)}
    # Old texts and comparisons are found through their policy; a search leads to the text in force.
    of_policy = {address for address in pages if re.search(r'/zc/[^/]+/(v|duibi)/', address)}
    for address in sorted(set(pages) - set(listed) - ended - of_policy):
        problem('sitemap.xml', f'{address} is missing')
    for address in sorted(ended & set(listed)):
        problem('sitemap.xml', f'{address} is a notice whose period is over')


def ended_notices(site):
    """Pages of notices whose period is over; they stay readable and are not offered any more."""
    for path in (site.root / 'data' / 'gs').glob('*.json'):
        notice = read_json(path)
        end = notice.get('period', {}).get('end')
        if end and datetime.date.fromisoformat(end) < site.date:
            for address in notice['url'].values():
                yield address.removeprefix(site.base)


def check_robots(site):
    in_folder = urlsplit(site.base).path not in ('', '/')
    if in_folder and (site.root / 'robots.txt').exists():
        problem('robots.txt', 'counts at the root of a host only')
    name = 'robots-snippet.txt' if in_folder else 'robots.txt'
    text = (site.root / name).read_text(encoding='utf-8') if (site.root / name).exists() else ''
    if site.base and f'Sitemap: {site.base}sitemap.xml' not in text:
        problem(name, 'does not name the list of addresses')
    manifest = read_json(site.root / 'app.json')
    for address in [manifest['start_url']] + [icon['src'] for icon in manifest.get('icons', [])]:
        if urlsplit(address).scheme or address.startswith('/') or not (site.root / address).is_file():
            problem('app.json', f'{address} does not work in a folder')
    return name


# ---- CSV


def check_csv(site):
    paths = sorted((site.root / 'data').rglob('*.csv'))
    tables = {}
    for path in paths:
        place = path.relative_to(site.root).as_posix()
        data = path.read_bytes()
        if not data.startswith(b'\xef\xbb\xbf') or data.count(b'\n') != data.count(b'\r\n'):
            problem(place, 'needs a mark of UTF-8 and CRLF')
        rows = list(csv.reader(data.decode('utf-8-sig').splitlines(keepends=True)))
        tables[path] = rows
        if len(set(rows[0])) != len(rows[0]) or any(len(row) != len(rows[0]) for row in rows):
            problem(place, 'columns are not intact')
        for row in rows:
            for cell in row:
                if cell[:1] in ('=', '+', '@') or cell[:1] == '-' and not is_number(cell):
                    problem(place, f'“{cell}” is read as a formula')
    return f'{len(paths)} tables, {in_libreoffice(site, tables)}'


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def in_libreoffice(site, tables):
    """Opens every table in LibreOffice, saves it as CSV again and compares the cells."""
    office = shutil.which('soffice') or shutil.which('libreoffice')
    if not office or not tables:
        return 'not opened in LibreOffice, which is not installed'
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        copies = {}
        for number, path in enumerate(tables):
            copies[path] = folder / f'{number}.csv'
            shutil.copy(path, copies[path])
        office = [office, '--headless', f'-env:UserInstallation=file://{folder}/profile']
        # Comma, double quote, UTF-8; types are recognised as in a double click.
        for form, told, source in (
            ('xlsx', '', [str(copy) for copy in copies.values()]),
            ('csv', ':"Text - txt - csv (StarCalc)":44,34,76,1,,0,false,true,false', None),
        ):
            source = source or [str(copy.with_suffix('.xlsx')) for copy in copies.values()]
            options = ['--infilter=Text - txt - csv (StarCalc):44,34,76,1'] if form == 'xlsx' else []
            out = folder / form if form == 'csv' else folder
            command = office + options + ['--convert-to', form + told.replace('"', ''), '--outdir', str(out)]
            subprocess.run(command + source, check=True, capture_output=True, timeout=300)
        for path, copy in copies.items():
            text = (folder / 'csv' / copy.name).read_text(encoding='utf-8-sig')
            compare(path.relative_to(site.root), tables[path], list(csv.reader(text.splitlines(keepends=True))))
    return 'the same in LibreOffice'


def compare(place, ours, theirs):
    if len(ours) != len(theirs):
        problem(place, f'LibreOffice reads {len(theirs)} rows of {len(ours)}')
    for number, (own, other) in enumerate(zip(ours, theirs), 1):
        if len(own) != len(other):
            problem(place, f'row {number}: LibreOffice reads {len(other)} columns of {len(own)}')
            continue
        for head, a, b in zip(ours[0], own, other):
            same = a == b or b == f'{a}:00' or is_number(a) and is_number(b) and float(a) == float(b)
            if not same:
                problem(place, f'row {number}, {head}: “{a}” became “{b}”')


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    site = Site(Path(sys.argv[1]).resolve())
    for check in (check_json, check_entries, check_catalog, check_sitemap, check_robots, check_csv):
        print(f'{check.__name__.removeprefix("check_")}: {check(site)}')
    for text in problems[:200]:
        print(text)
    print(f'{len(problems)} problems')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
