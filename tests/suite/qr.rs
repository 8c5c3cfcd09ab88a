//! The QR codes of the demo, read from the built pages by a decoder that nobody here wrote.

use crate::site_test::SiteTest;
use rqrr::PreparedImage;

/// Pixels of a module in the picture that the decoder gets.
const SCALE: usize = 4;

/// The bytes that a code may add to a page.
const CODE_BYTES_MAX: usize = 3 * 1024;

/// The code of a page, if it has one.
fn code(html: &str) -> Option<&str> {
    let rest = &html[html.find("<svg class=\"jx-qr__code\"")?..];
    Some(&rest[..rest.find("</svg>")? + "</svg>".len()])
}

fn attribute<'a>(svg: &'a str, before: &str) -> &'a str {
    let start = svg.find(before).unwrap_or_else(|| panic!("no {before} in {svg}")) + before.len();
    &svg[start..start + svg[start..].find('"').expect("attributes end")]
}

/// The modules as rows of dark and light: the lines of the path, drawn.
fn modules(svg: &str) -> Vec<Vec<bool>> {
    let size: usize = attribute(svg, "<rect width=\"").parse().expect("a number");
    let mut rows = vec![vec![false; size]; size];
    let path = attribute(svg, "<path d=\"");
    let (mut x, mut y) = (0isize, 0isize);
    for (at, command) in path.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()) {
        let rest = &path[at + 1..];
        let rest = &rest[..rest.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest.len())];
        let numbers: Vec<isize> = rest
            .replace('-', " -")
            .split_whitespace()
            .map(|n| n.trim_end_matches(".5").parse().unwrap())
            .collect();
        match command {
            'M' | 'm' => (x, y) = (x + numbers[0], y + numbers[1]),
            'h' => {
                rows[y as usize][x as usize..(x + numbers[0]) as usize].fill(true);
                x += numbers[0];
            }
            _ => panic!("the path of a code has no {command}"),
        }
    }
    rows
}

/// What a telephone would read.
fn decoded(svg: &str) -> String {
    let rows = modules(svg);
    let size = rows.len() * SCALE;
    let mut image =
        PreparedImage::prepare_from_greyscale(
            size,
            size,
            |x, y| {
                if rows[y / SCALE][x / SCALE] { 0 } else { 255 }
            },
        );
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code is seen in {svg}");
    grids[0].decode().expect("the code is whole").1
}

#[test]
fn codes_of_the_demo_lead_to_their_page() {
    let site = SiteTest::demo();
    site.build_with(&["--date", "2026-11-26"]).exits(0);
    let tree = site.tree("public");
    let mut read = 0;
    for (route, bytes) in tree.iter().filter(|(route, _)| route.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).expect("pages are UTF-8");
        let prefix = route.trim_start_matches("en/").split('/').next().unwrap_or_default();
        let is_entry = !route.ends_with("index.html")
            && !route.contains("/duibi/")
            && !["/lx/", "/f/"].iter().any(|of_lists| route.contains(of_lists));
        let has_numbered_name = route.rsplit('/').next().is_some_and(|name| name.len() <= "99.html".len());
        let wants = ["zc", "sx", "zn", "yjs", "sb", "pt"].contains(&prefix) && is_entry && !has_numbered_name;
        let Some(svg) = code(html) else {
            assert!(!wants, "{route} has no code");
            continue;
        };
        assert!(wants, "{route} needs no code");
        assert_eq!(decoded(svg), format!("https://www.yunxi.example/{route}"));
        assert!(svg.len() <= CODE_BYTES_MAX, "{route}: {} bytes", svg.len());
        assert!(!svg.contains("style"), "the security policy of a page bars styles: {svg}");
        read += 1;
    }
    assert!(read > 100, "{read} codes");
}

#[test]
fn a_code_lies_in_four_modules_of_white() {
    let site = SiteTest::demo();
    site.build_with(&["--date", "2026-11-26"]).exits(0);
    let rows = modules(code(&site.output("zc/yrc-2026-3.html")).expect("a policy has a code"));
    let size = rows.len();
    let dark = |x: usize, y: usize| rows[y][x];
    for at in 0..size {
        for edge in [0, 1, 2, 3, size - 4, size - 3, size - 2, size - 1] {
            assert!(!dark(at, edge) && !dark(edge, at), "{at}, {edge} is dark");
        }
    }
    assert!(dark(4, 4) && dark(4, size - 5) && dark(size - 5, 4));
}

#[test]
fn without_an_address_there_is_no_code() {
    let site = SiteTest::with_policy();
    site.build().exits(0);
    assert_eq!(code(&site.output("zc/yrc-2026-1.html")), None);
}
