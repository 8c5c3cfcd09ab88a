#!/usr/bin/env python3
"""Follows every link of a built site, as a stranger would: with nothing but the files.

    python3 tests/outputs/crawl.py <built site>

Every address inside the site leads to a file that is there, every anchor to an id in it; pages load nothing
from other hosts; every page can be reached from the home page; addresses in JSON, XML, CSV and calendars
under the address of the site exist too. Prints what is dead; exit code 1 if anything is. Needs nothing but Python.
"""

import html.parser
import json
import re
import sys
from collections import deque
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

problems = []

# Elements that load what they name, with the attribute; a form sends, so it counts too.
LOADING = {
    'img': ('src', 'srcset'), 'script': ('src',), 'iframe': ('src',), 'embed': ('src',), 'object': ('data',),
    'audio': ('src',), 'video': ('src', 'poster'), 'source': ('src', 'srcset'), 'track': ('src',),
    'input': ('src',), 'form': ('action',), 'use': ('href', 'xlink:href'), 'image': ('href', 'xlink:href'),
}
# Relations of <link> that a browser follows by itself.
LOADING_LINKS = {'stylesheet', 'icon', 'manifest', 'preload', 'modulepreload', 'apple-touch-icon', 'mask-icon'}


class Page(html.parser.HTMLParser):
    """The links, the ids and what is loaded of one page."""

    def __init__(self, text):
        super().__init__()
        self.links = []
        self.loads = []
        self.ids = set()
        self.doubled = set()
        self.base = ''
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = {key: value or '' for key, value in attrs}
        for key in ('id',) + (('name',) if tag == 'a' else ()):
            if attributes.get(key):
                if key == 'id' and attributes[key] in self.ids:
                    self.doubled.add(attributes[key])
                self.ids.add(attributes[key])
        if tag in ('a', 'area') and 'href' in attributes:
            self.links.append(attributes['href'])
        if tag == 'link' and 'href' in attributes:
            relations = set(attributes.get('rel', '').lower().split())
            (self.loads if relations & LOADING_LINKS else self.links).append(attributes['href'])
        if tag == 'base':
            problems.append('a page has <base>, which breaks links within it')
        if tag == 'meta' and attributes.get('http-equiv', '').lower() == 'refresh':
            self.links.append(attributes.get('content', '').split('url=')[-1].split('URL=')[-1].strip("'\" "))
        for key in LOADING.get(tag, ()):
            if attributes.get(key):
                value = attributes[key]
                parts = value.split(',') if key == 'srcset' else [value]
                self.loads.extend(part.split()[0] for part in parts if part.split())


def problem(place, text):
    problems.append(f'{place}: {text}')


class Crawl:
    def __init__(self, root):
        self.root = root
        files = (path for path in root.rglob('*') if path.is_file())
        self.files = {path.relative_to(root).as_posix() for path in files}
        self.pages = {}
        for name in sorted(self.files):
            if name.endswith('.html'):
                self.pages[name] = Page((root / name).read_text(encoding='utf-8'))
        self.base = self.address()
        self.path = urlsplit(self.base).path if self.base else self.path_of_404()
        self.count = 0

    def address(self):
        """The address of the site, as its home page calls itself."""
        text = (self.root / 'index.html').read_text(encoding='utf-8')
        found = re.search(r'<link rel="canonical" href="([^"]*)"', text)
        return found.group(1).removesuffix('index.html') if found else ''

    def path_of_404(self):
        """The path at which the site will stand, from the page that names it."""
        loads = self.pages['404.html'].loads if '404.html' in self.pages else []
        found = [load.rsplit('assets/', 1)[0] for load in loads if 'assets/' in load]
        return found[0] if found else '/'

    def inside(self, place, link):
        """The file and the anchor that a link means, or None for other hosts and schemes."""
        if self.base and link.startswith(self.base):
            link = '/' + link[len(self.base):]
        elif link.startswith(self.path) and link.startswith('/') and place == '404.html':
            link = '/' + link[len(self.path):]
        elif link.startswith('/') and not link.startswith('//'):
            problem(place, f'{link} begins at the root of the host')
            return None
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return None
        target = urlsplit(urljoin(f'http://site/{place}', link))
        return unquote(target.path).lstrip('/'), unquote(parts.fragment)

    def follow(self, place, link):
        """The page that a link leads to; says where there is none."""
        found = self.inside(place, link)
        if found is None:
            return None
        self.count += 1
        target, anchor = found
        if target not in self.files:
            problem(place, f'{link} leads nowhere')
            return None
        if anchor and target in self.pages and anchor not in self.pages[target].ids:
            problem(place, f'{link} names no place of {target}')
        return target

    def is_other_system(self, link):
        """Whether a full address means another system of the same host: ours all name a file."""
        return bool(urlsplit(link).scheme) and '.' not in urlsplit(link).path.rsplit('/', 1)[-1]

    def crawl_pages(self):
        for name, page in self.pages.items():
            for text in sorted(page.doubled):
                problem(name, f'two elements have the id {text}')
            for link in page.loads:
                parts = urlsplit(link)
                if parts.scheme == 'data':
                    continue
                if self.inside(name, link) is None:
                    problem(name, f'loads {link}')
                else:
                    self.follow(name, link)
            for link in page.links:
                if link.startswith('javascript:') or link == '':
                    problem(name, f'has the link “{link}”')
                elif link != '#' and not self.is_other_system(link):
                    self.follow(name, link)

    def crawl_styles(self):
        for name in sorted(self.files):
            if name.endswith(('.css', '.svg')):
                text = (self.root / name).read_text(encoding='utf-8')
                for link in re.findall(r'url\(\s*["\']?([^"\')]+)', text):
                    if not link.startswith(('data:', '#')) and self.inside(name, link) is None:
                        problem(name, f'loads {link}')

    def reached(self):
        """Pages that a reader comes to from the home page by links alone."""
        seen, waiting = {'index.html'}, deque(['index.html'])
        while waiting:
            name = waiting.popleft()
            for link in self.pages[name].links:
                found = self.inside(name, link)
                if found and found[0] in self.pages and found[0] not in seen:
                    seen.add(found[0])
                    waiting.append(found[0])
        return seen

    def orphans(self):
        alone = set(self.pages) - self.reached() - {'404.html'}
        for name in sorted(alone):
            text = (self.root / name).read_text(encoding='utf-8')
            # Withdrawn pages and former addresses are kept for those who know them.
            if 'name="robots" content="noindex"' not in text:
                problem(name, 'no page leads to it')

    def crawl_files(self):
        """Absolute addresses of the site in files for programs."""
        if not self.base:
            return
        pattern = re.compile(re.escape(self.base) + r'[^\s"<>\\,；，]*')
        for name in sorted(self.files):
            if not name.endswith(('.json', '.xml', '.csv', '.ics', '.txt')) or name == 'juxian-manifest.json':
                continue
            text = (self.root / name).read_text(encoding='utf-8-sig')
            if name.endswith('.ics'):
                text = text.replace('\r\n ', '').replace('\\,', ',')
            if name.endswith('.xml'):
                text = text.replace('&amp;', '&').replace('&apos;', "'")
            if name.endswith('.json'):
                json.loads(text)
            for link in sorted(set(pattern.findall(text))):
                # Names of things that have no file: the publisher, datasets, tags of feeds.
                if self.is_other_system(link):
                    continue
                path, _, anchor = link.partition('#')
                # What is asked of a page, as in an OpenSearch template, names no other page.
                path = path.partition('?')[0]
                target = unquote(path[len(self.base):]) or 'index.html'
                self.count += 1
                if target not in self.files:
                    problem(name, f'{link} leads nowhere')
                elif anchor and target in self.pages and anchor not in self.pages[target].ids:
                    if name != 'data/catalog.json' and not name.startswith('feed/') and '/feed/' not in name:
                        problem(name, f'{link} names no place of {target}')


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    crawl = Crawl(Path(sys.argv[1]).resolve())
    crawl.crawl_pages()
    crawl.crawl_styles()
    crawl.crawl_files()
    crawl.orphans()
    for text in problems[:200]:
        print(text)
    print(f'{len(crawl.pages)} pages, {crawl.count} links followed, {len(problems)} problems')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
