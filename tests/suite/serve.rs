//! The live preview over real HTTP: what is saved is served, whatever way it is saved; what fails keeps the last good
//! site; nobody else gets in.
//!
//! Nothing here waits for a fixed time: each step is tried until it holds, or fails after a minute.

use crate::site_test::{DATE, SiteTest};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// After this a step counts as failed; no honest one comes near it.
const LIMIT: Duration = Duration::from_secs(60);

/// A preview that ends with the test.
struct Served {
    child: Child,
    port: u16,
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer of the server.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn has(&self, header: &str, value: &str) -> bool {
        self.head.lines().any(|line| line.eq_ignore_ascii_case(&format!("{header}: {value}")))
    }
}

/// Starts a preview of a site and waits for its address.
fn serve(site: &SiteTest, more: &[&str]) -> Served {
    let mut arguments = vec!["serve", "--messages", "en"];
    for (option, value) in [("--date", DATE), ("--port", "0")] {
        if !more.contains(&option) {
            arguments.extend([option, value]);
        }
    }
    arguments.extend(more);
    let mut child = site
        .command(&arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    let stdout = child.stdout.take().expect("it is piped");
    BufReader::new(stdout).read_line(&mut line).expect("the program writes UTF-8");
    let address = line.split(' ').find(|word| word.starts_with("http")).unwrap_or_default().to_string();
    let port = address.split([':', '/']).nth(4).and_then(|port| port.parse().ok());
    Served { child, port: port.unwrap_or_else(|| panic!("no address in “{line}”")), address }
}

impl Served {
    fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        stream.set_read_timeout(Some(LIMIT)).expect("a time is set");
        stream.write_all(request.as_bytes()).expect("it can be asked");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers");
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").expect("an answer has a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    fn request(&self, line: &str, headers: &str, body: &str) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        let length = body.len();
        self.ask(&format!(
            "{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        ))
    }

    fn get(&self, path: &str) -> Answer {
        self.request(&format!("GET {path}"), "", "")
    }

    /// Asks for a page until it is as wanted.
    #[track_caller]
    fn until(&self, path: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if wanted(&answer) {
                return answer;
            }
            assert!(start.elapsed() < LIMIT, "{path}: {} {}", answer.status, answer.text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    #[track_caller]
    fn until_shows(&self, path: &str, text: &str) -> Answer {
        self.until(path, |answer| answer.text().contains(text))
    }

    /// Listens to the events of a page that was loaded as `seen`.
    fn listen(&self, page: &str, seen: &str) -> Events {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        stream.set_read_timeout(Some(LIMIT)).expect("a time is set");
        let host = format!("127.0.0.1:{}", self.port);
        let request = format!("GET /_juxian/events?page={page}&seen={seen} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("it can be asked");
        Events { lines: BufReader::new(stream) }
    }
}

/// What a page is told.
struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// The next event of a name.
    fn next(&mut self, name: &str) -> serde_json::Value {
        let mut current = String::new();
        loop {
            let mut line = String::new();
            let count = self.lines.read_line(&mut line).expect("an event comes in time");
            assert!(count > 0, "the stream ended");
            if let Some(event) = line.trim_end().strip_prefix("event: ") {
                current = event.to_string();
            }
            if let Some(data) = line.trim_end().strip_prefix("data: ")
                && current == name
            {
                return serde_json::from_str(data).expect("events are JSON");
            }
        }
    }
}

impl Events {
    /// The first state that is as wanted.
    fn until(&mut self, wanted: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        loop {
            let state = self.next("state");
            if wanted(&state) {
                return state;
            }
        }
    }
}

/// What a page says that it was made of.
fn seen(page: &Answer) -> String {
    let text = page.text();
    let after = text.split("data-seen=\"").nth(1).unwrap_or_else(|| panic!("no script in {text}"));
    after.split('"').next().unwrap_or_default().to_string()
}

fn policy(title: &str) -> String {
    format!("---\nid: yrc-2026-1\ntitle: {title}\n---\n第一条 正文。\n")
}

const PAGE: &str = "/zc/yrc-2026-1.html";

#[test]
fn whatever_way_a_file_is_saved_the_page_is_new() {
    let site = SiteTest::new().file("policies/a.md", &policy("第一稿"));
    let served = serve(&site, &[]);
    served.until_shows(PAGE, "第一稿");
    site.write("content/policies/a.md", policy("第二稿"));
    served.until_shows(PAGE, "第二稿");
    // Word processors and editors write beside the file and rename; some move the old one away first.
    site.write("content/policies/.a.md.swp", "x");
    site.write("content/policies/~$a.docx", "x");
    site.write("content/policies/a.tmp", policy("第三稿"));
    fs::rename(site.at("content/policies/a.tmp"), site.at("content/policies/a.md")).expect("renamed");
    served.until_shows(PAGE, "第三稿");
    fs::rename(site.at("content/policies/a.md"), site.at("content/policies/a.md~")).expect("renamed");
    site.write("content/policies/a.md", policy("第四稿"));
    fs::remove_file(site.at("content/policies/a.md~")).expect("removed");
    served.until_shows(PAGE, "第四稿");
    fs::rename(site.at("content/policies"), site.at("content/政策")).expect("renamed");
    site.write("content/政策/a.md", policy("第五稿"));
    served.until_shows(PAGE, "第五稿");
    site.write("content/政策/新/b.md", "---\nid: yrc-2026-2\ntitle: 又一件\n---\n第一条 正文。\n");
    served.until_shows("/zc/yrc-2026-2.html", "又一件");
    served.until_shows("/zc/", "又一件");
    fs::remove_file(site.at("content/政策/a.md")).expect("removed");
    served.until(PAGE, |answer| answer.status == 404);
    served.until("/zc/", |answer| !answer.text().contains("第五稿"));
}

#[test]
fn a_folder_that_is_deleted_comes_back_and_many_files_come_at_once() {
    let site = SiteTest::new().file("policies/a.md", &policy("第一稿"));
    let served = serve(&site, &[]);
    served.until_shows(PAGE, "第一稿");
    fs::remove_dir_all(site.at("content")).expect("removed");
    served.until_shows("/_juxian/", "there is no such folder of content");
    served.until_shows(PAGE, "第一稿");
    fs::create_dir(site.at("content")).expect("made");
    site.write("content/policies/a.md", policy("第二稿"));
    served.until_shows(PAGE, "第二稿");
    for number in 1..=500 {
        let text = format!("---\nid: many-{number:03}\ntitle: 批量{number:03}\n---\n第一条 正文。\n");
        site.write(&format!("content/policies/{}/{number}.md", number % 7), text);
    }
    for number in [1, 250, 500] {
        served.until_shows(&format!("/zc/many-{number:03}.html"), &format!("批量{number:03}"));
    }
    site.write("content/policies/3/3.md", "---\nid: many-003\ntitle: 改过\n---\n第一条 正文。\n");
    served.until_shows("/zc/many-003.html", "改过");
}

#[test]
fn what_fails_keeps_the_last_good_site_until_it_is_mended() {
    let site =
        SiteTest::new().file("policies/a.md", &policy("第一稿")).file("site.yaml", "site_name: 甲区\n");
    let served = serve(&site, &[]);
    served.until_shows("/", "甲区");
    let mut events = served.listen("/", &seen(&served.get("/")));
    assert_eq!(events.next("state")["failure"], serde_json::Value::Null);
    site.write("content/site.yaml", "site_name: 乙区\ntheme: 没有\n");
    let overview = served.until_shows("/_juxian/", "there is no theme").text();
    assert!(overview.contains("content/site.yaml:2"), "{overview}");
    assert!(served.get("/").text().contains("甲区"));
    let told = events.until(|state| !state["failure"].is_null());
    assert!(told["failure"]["message"].as_str().is_some_and(|text| !text.is_empty()));
    site.write("content/site.yaml", "site_name: 乙区\n");
    served.until_shows("/", "乙区");
    served.until("/_juxian/", |answer| !answer.text().contains("there is no theme"));
    // A folder of themes that was not there before, with a template that fails on one page and then on all.
    site.write(
        "themes/default/policy.html",
        "{% extends \"base.html\" %}\n{% block main %}{{ nothing.at.all }}{% endblock main %}\n",
    );
    let fault = served.until(PAGE, |answer| answer.status == 500).text();
    assert!(fault.contains("themes/default/policy.html:2") && fault.contains("_juxian/live.js"), "{fault}");
    let told = served.listen(PAGE, "").next("state")["findings"][0]["code"].clone();
    assert_eq!((served.get("/").status, told), (200, "P604".into()));
    fs::remove_file(site.at("themes/default/policy.html")).expect("removed");
    served.until(PAGE, |answer| answer.status == 200);
    site.write("themes/default/policy.html", "{% extends \"base.html\" %}\n{% block main %}{{ %}\n");
    served.until_shows("/_juxian/", "themes/default/policy.html:2");
    assert_eq!(served.get(PAGE).status, 200);
    fs::remove_dir_all(site.at("themes")).expect("removed");
    served.until("/_juxian/", |answer| !answer.text().contains("policy.html:2"));
}

#[test]
fn a_site_that_cannot_be_built_yet_is_waited_for() {
    let site = SiteTest::new();
    fs::remove_dir(site.at("content")).expect("removed");
    let served = serve(&site, &[]);
    let page = served.get("/");
    assert_eq!(page.status, 500);
    assert!(page.text().contains("there is no such folder of content"), "{}", page.text());
    let mut events = served.listen("/", &seen(&page));
    assert_eq!(events.next("state")["reload"], false);
    site.write("content/policies/a.md", policy("第一稿"));
    events.until(|state| state["reload"] == true);
    served.until_shows(PAGE, "第一稿");
}

#[test]
fn only_pages_whose_bytes_changed_are_loaded_anew() {
    let site = SiteTest::new().file("policies/a.md", &policy("第一稿"));
    let served = serve(&site, &[]);
    let mut own = served.listen(PAGE, &seen(&served.get(PAGE)));
    let mut list = served.listen("/zc/", &seen(&served.get("/zc/")));
    let path = "/wza/index.html";
    let mut untouched = served.listen(path, &seen(&served.get(path)));
    for events in [&mut own, &mut list, &mut untouched] {
        assert_eq!(events.next("state")["reload"], false);
    }
    site.write("content/policies/a.md", policy("第二稿"));
    let number = own.until(|state| state["reload"] == true)["number"].as_u64();
    assert!(number >= Some(2));
    list.until(|state| state["reload"] == true);
    let told = untouched.until(|state| state["number"].as_u64() >= number);
    assert_eq!(told["reload"], false);
    // Who was away meanwhile is told at once.
    assert_eq!(served.listen(PAGE, "0000").next("state")["reload"], true);
    // Another style sheet is swapped: the bytes change, and no page is loaded anew.
    let before = served.get(path);
    let old = told["sheets"].clone();
    site.write("themes/default/base.css", ".a { color: red }\n");
    let told = untouched.until(|state| state["reload"] == true || state["sheets"] != old);
    assert_eq!(told["reload"], false);
    assert_ne!(served.get(path).body, before.body);
    assert_eq!(seen(&served.get(path)), seen(&before));
}

#[test]
fn findings_stand_on_their_page_and_in_the_overview() {
    let wrong = "---\nid: yrc-2026-2\ntitle: 有错\n又: 一\n---\n见[不在](没有.md)。\n";
    let site = SiteTest::new().file("policies/a.md", &policy("第一稿")).file("policies/b.md", wrong);
    let served = serve(&site, &["--editor", "vscode"]);
    let page = served.get("/zc/yrc-2026-2.html");
    let is_checked = |state: &serde_json::Value| state["is_checked"] == true;
    let state = served.listen("/zc/yrc-2026-2.html", &seen(&page)).until(is_checked);
    let findings = state["findings"].as_array().expect("there are findings").clone();
    let dead = findings.iter().find(|found| found["source"].as_str().unwrap_or_default().contains("没有.md"));
    let dead = dead.unwrap_or_else(|| panic!("{state:#}"));
    assert_eq!((&dead["path"], &dead["line"]), (&"content/policies/b.md".into(), &6.into()));
    let href = dead["href"].as_str().unwrap_or_default();
    assert!(href.starts_with("vscode://file/") && href.contains("content/policies/b.md:6:"), "{href}");
    let state = served.listen(PAGE, "").until(is_checked);
    let of_other = state["findings"].to_string().contains("b.md");
    assert!(!of_other, "{state:#}");
    let overview = served.until("/_juxian/", |answer| !answer.text().contains("Still checking")).text();
    assert!(overview.contains("content/policies/b.md:6") && overview.contains("/zc/yrc-2026-2.html"));
}

#[test]
fn nobody_else_gets_in_and_nothing_else_is_reached() {
    let site = SiteTest::with_policy();
    site.write("geheim.txt", "TOP");
    site.write("content/.env", "TOP");
    let served = serve(&site, &["--editor", "echo"]);
    let host = format!("127.0.0.1:{}", served.port);
    for foreign in ["evil.example", "127.0.0.1", "localhost.evil.example", "127.0.0.1:1"] {
        let answer = served.ask(&format!("GET / HTTP/1.1\r\nHost: {foreign}\r\nConnection: close\r\n\r\n"));
        assert_eq!(answer.status, 403, "{foreign}");
        assert!(!answer.text().contains("云溪区"));
    }
    let named = format!("localhost:{}", served.port);
    let answer = served.ask(&format!("GET / HTTP/1.1\r\nHost: {named}\r\nConnection: close\r\n\r\n"));
    assert_eq!(answer.status, 200);
    for path in ["/../geheim.txt", "/%2e%2e/geheim.txt", "/zc/..%2f..%2fgeheim.txt", "/%252e%252e/geheim.txt"]
    {
        let answer = served.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("TOP"), "{path}");
    }
    for path in ["/content/site.yaml", "/.env", "//etc/passwd", "/geheim.txt", "/_juxian/../geheim.txt"] {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
    let page = served.get("/");
    assert!(page.has("cache-control", "no-store") && page.has("x-content-type-options", "nosniff"));
    assert!(page.has("content-type", "text/html; charset=utf-8"));
    assert_eq!(served.request("POST /", "", "").status, 405);
    let token = served.listen("/", "").next("hello")["token"].as_str().expect("a token").to_string();
    let wish = r#"{"path":"content/policies/yrc-2026-1.md","line":1,"column":1}"#;
    let own = format!("Origin: http://{host}\r\n");
    let shown = format!("x-juxian-token: {token}\r\n");
    let open = |headers: &str, wish: &str| served.request("POST /_juxian/open", headers, wish).status;
    assert_eq!(open("", wish), 403);
    assert_eq!(open(&own, wish), 403);
    assert_eq!(open(&format!("Origin: http://evil.example\r\n{shown}"), wish), 403);
    assert_eq!(open(&format!("{own}{shown}"), r#"{"path":"geheim.txt","line":1,"column":1}"#), 404);
    assert_eq!(open(&format!("{own}{shown}"), "{}"), 400);
    assert_eq!(open(&format!("{own}{shown}"), wish), 200);
}

#[test]
fn files_are_handed_out_whole_or_in_part_and_folders_lead_to_their_page() {
    let picture: Vec<u8> = (0..=255).cycle().take(700_000).collect();
    let site = SiteTest::new()
        .file("site.yaml", "site_name: 甲区\nbase_path: /rc/\n")
        .file("policies/yrc-2026-1/index.md", "---\ntitle: 甲\n---\n见[附件](附件.pdf)。\n")
        .bytes("policies/yrc-2026-1/附件.pdf", &picture);
    let served = serve(&site, &[]);
    assert!(served.address.ends_with("/rc/"), "{}", served.address);
    let redirect = |path: &str| {
        let answer = served.get(path);
        (
            answer.status,
            answer.head.lines().find_map(|line| line.strip_prefix("location: ")).map(String::from),
        )
    };
    assert_eq!(redirect("/"), (302, Some("/rc/".into())));
    assert_eq!(redirect("/rc"), (302, Some("/rc/".into())));
    assert_eq!(redirect("/rc/zc"), (302, Some("/rc/zc/".into())));
    assert_eq!(served.get("/zc/").status, 404);
    let page = served.get("/rc/zc/yrc-2026-1.html").text();
    let mut href = page.split("href=\"").map(|part| part.split('"').next().unwrap_or_default());
    let href = href.find(|href| href.ends_with(".pdf")).unwrap_or_else(|| panic!("{page}"));
    let path = format!("/rc/zc/{href}");
    let whole = served.get(&path);
    assert!(whole.has("content-type", "application/pdf") && whole.body == picture);
    let part = served.request(&format!("GET {path}"), "Range: bytes=262140-262149\r\n", "");
    assert_eq!((part.status, &part.body[..]), (206, &picture[262_140..262_150]));
    assert!(part.has("content-range", "bytes 262140-262149/700000"));
    let head = served.request(&format!("HEAD {path}"), "", "");
    assert!(head.status == 200 && head.body.is_empty() && head.has("content-length", "700000"));
    // Another file has another name, so that pages that link it are loaded anew.
    let page = "/rc/zc/yrc-2026-1.html";
    let mut events = served.listen(page, &seen(&served.get(page)));
    site.write("content/policies/yrc-2026-1/附件.pdf", &picture[1..]);
    events.until(|state| state["reload"] == true);
    let missing = served.get("/rc/zc/none.html");
    assert!(missing.status == 404 && missing.text().contains("_juxian/live.js"));
}

#[test]
fn settings_that_fail_from_the_beginning_can_be_opened() {
    let site = SiteTest::with_policy().file("site.yaml", "site_name: 甲区\ntheme: 没有\n");
    let served = serve(&site, &["--editor", "vscode"]);
    let overview = served.get("/_juxian/").text();
    assert!(overview.contains("vscode://file/") && overview.contains("content/site.yaml:2:"), "{overview}");
}

#[cfg(unix)]
#[test]
fn an_editor_that_cannot_do_it_is_told() {
    let site = SiteTest::with_policy();
    let refused = site.command(&["serve", "--port", "0", "--editor", "nvim"]).output().expect("it ends");
    assert!(!refused.status.success());
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("--editor nvim") && said.contains("xterm -e nvim"), "{said}");
    let served = serve(&site, &["--editor", "false"]);
    let token = served.listen("/", "").next("hello")["token"].as_str().expect("a token").to_string();
    let headers = format!("Origin: http://127.0.0.1:{}\r\nx-juxian-token: {token}\r\n", served.port);
    let wish = r#"{"path":"content/policies/yrc-2026-1.md","line":1,"column":1}"#;
    assert_eq!(served.request("POST /_juxian/open", &headers, wish).status, 500);
}

#[test]
fn a_sub_folder_may_have_any_letters() {
    for written in ["base_path: /人/", "base_url: https://a.example/%E4%BA%BA"] {
        let site = SiteTest::with_policy().file("site.yaml", &format!("site_name: 甲区\n{written}\n"));
        let served = serve(&site, &[]);
        assert!(served.address.ends_with("/%E4%BA%BA/"), "{}", served.address);
        assert!(served.get("/").has("location", "/%E4%BA%BA/"));
        assert!(served.get("/%e4%ba%ba/zc").has("location", "/%E4%BA%BA/zc/"));
        let page = served.get("/%E4%BA%BA/zc/yrc-2026-1.html");
        assert_eq!(page.status, 200);
        let mut events = served.listen("/%25E4%25BA%25BA/zc/yrc-2026-1.html", &seen(&page));
        let state = events.next("state");
        assert_eq!((&state["reload"], &state["base"]), (&false.into(), &"/%E4%BA%BA/".into()));
        assert!(served.get("/_juxian/").text().contains("href=\"/%E4%BA%BA/\""));
    }
}

#[test]
fn a_fragment_has_the_script_and_a_page_that_leads_on_has_none() {
    let text = "---\nid: yrc-2026-1\ntitle: 甲\naliases: [zc/old.html]\n---\n第一条 正文。\n";
    let site =
        SiteTest::new().file("site.yaml", "site_name: 甲区\nchrome: include\n").file("policies/a.md", text);
    let served = serve(&site, &[]);
    let fragment = served.get(PAGE).text();
    assert!(!fragment.contains("<body") && fragment.contains("/_juxian/live.js"), "{fragment}");
    let stub = served.get("/zc/old.html");
    assert!(stub.status == 200 && stub.text().contains("refresh") && !stub.text().contains("_juxian"));
    assert_eq!(served.get("/_juxian/live.js").status, 200);
    assert!(served.get("/_juxian/live.css").has("content-type", "text/css; charset=utf-8"));
}

#[test]
fn what_is_not_published_is_marked_here_and_nowhere_else() {
    let of = |id: &str, more: &str| format!("---\nid: {id}\ntitle: 题目{id}\n{more}---\n第一条 正文。\n");
    let later = "published_at: 2027-01-01 09:00\nscheduled: yes\n";
    let site = SiteTest::with_policy()
        .file("policies/_a.md", &of("cao-gao", ""))
        .file("policies/b.md", &of("ding-shi", later))
        .file("policies/c.md", &of("shen-qing", "openness: 依申请公开\n"));
    let served = serve(&site, &[]);
    let rows = [
        ("cao-gao", "草稿", "draft"),
        ("ding-shi", "定时发布", "scheduled"),
        ("shen-qing", "依申请公开", "on_request"),
    ];
    for (id, word, why) in rows {
        let path = format!("/zc/{id}.html");
        let page = served.get(&path);
        assert!(
            page.status == 200 && page.text().contains(word) && page.text().contains("未发布")
                || id == "shen-qing",
            "{id}"
        );
        assert!(page.text().contains("只在实时预览中显示"), "{id}");
        assert_eq!(served.listen(&path, "").next("state")["kept"][0]["why"], why);
        assert!(served.get("/_juxian/").text().contains(&format!("题目{id}")));
    }
    assert!(!served.get(PAGE).text().contains("只在实时预览中显示"));
    let published = serve(&site, &["--published"]);
    let future = serve(&site, &["--published", "--date", "2027-02-01"]);
    for (id, ..) in rows {
        assert_eq!(published.get(&format!("/zc/{id}.html")).status, 404, "{id}");
    }
    assert_eq!(future.get("/zc/ding-shi.html").status, 200);
    site.build().exits(0);
    for (path, bytes) in site.tree("public") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!rows.iter().any(|(id, ..)| text.contains(id)) && !text.contains("_juxian"), "{path}");
    }
}

#[test]
fn search_reads_the_newest_text() {
    let site = SiteTest::new().file("policies/a.md", &policy("第一稿"));
    let served = serve(&site, &[]);
    let number = |head: &str| head.split("\"build\":\"").nth(1).map(|rest| rest[..8].to_string());
    let old = served.get("/ss/head.js").text();
    let fragment = |number: &str| served.get(&format!("/ss/f/0/0-0.js?g={number}")).text();
    let old = number(&old).expect("a head has a number");
    assert!(fragment(&old).contains("第一稿"));
    site.write("content/policies/a.md", policy("第二稿"));
    let new = served.until("/ss/head.js", |answer| number(&answer.text()).is_some_and(|new| new != old));
    let new = number(&new.text()).expect("a head has a number");
    assert!(fragment(&new).contains("第二稿"));
    // A browser that has begun with the former index goes on with it.
    assert!(fragment(&old).contains("第一稿"));
}

#[test]
fn a_taken_port_leads_to_the_next_and_polling_sees_changes_too() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let site = SiteTest::new().file("policies/a.md", &policy("第一稿"));
    let served = serve(&site, &["--poll", "--port", &port.to_string()]);
    assert!(served.port > port);
    served.until_shows(PAGE, "第一稿");
    site.write("content/policies/a.md", policy("第二稿，更长"));
    served.until_shows(PAGE, "第二稿，更长");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_cleanly() {
    let site = SiteTest::with_policy();
    let mut served = serve(&site, &[]);
    let _open = served.listen("/", "");
    let pid = served.child.id().to_string();
    let sent = std::process::Command::new("kill").args(["-INT", &pid]).status().expect("kill is there");
    assert!(sent.success());
    assert_eq!(served.child.wait().expect("it ends").code(), Some(0));
}
