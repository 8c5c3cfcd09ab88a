"""Every page of a built site against the Nu HTML Checker of the W3C. Usage: pages.py SITE"""

import json
import pathlib
import subprocess
import sys

site = pathlib.Path(sys.argv[1]).resolve()
jar = pathlib.Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"
# Seen from disk, a page and its style sheet have no common origin for the checker's reading of a
# content security policy; browsers see that differently, and the browser tests ask one.
EXPECTED = "Resource violates Content Security Policy"

command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--skip-non-html", "--exit-zero-always", str(site)]
report = subprocess.run(command, capture_output=True, text=True, check=True)
messages = json.loads(report.stderr)["messages"]
pages = len(list(site.rglob("*.html")))
assert pages > 0, "there is no page"

faults = [m for m in messages if m["type"] != "info" or m.get("subType") == "warning"]
# A block of data is no script: browsers neither run it nor ask the policy about it, the checker does.
OF_DATA = "Inline script violates Content Security Policy"
is_data = lambda m: m["message"].startswith(OF_DATA) and 'type="application/ld+json"' in m.get("extract", "")
faults = [m for m in faults if not m["message"].startswith(EXPECTED) and not is_data(m)]
for fault in faults[:20]:
    place = fault.get("url", "").removeprefix(f"file:{site}/")
    print(f"{place}:{fault.get('lastLine', 0)} {fault['type']}: {fault['message']}  {fault.get('extract', '')!r}")
print(f"{pages} pages, {len(faults)} faults")
sys.exit(1 if faults else 0)
