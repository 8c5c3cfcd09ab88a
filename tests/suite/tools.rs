//! The tools at the foot of a page: what is there without scripts, and where it leads.

use crate::site_test::SiteTest;

fn site(channel: &str) -> SiteTest {
    let settings = format!(
        "site_name: 云溪\nbase_url: https://www.example.gov.cn\nsite_id_code: '9999010001'\ninteraction_channel: {channel}\n"
    );
    SiteTest::with_policy().file("site.yaml", &settings)
}

/// The tools of a page.
#[track_caller]
fn tools(site: &SiteTest, route: &str) -> String {
    let page = site.output(route);
    let start = page.find("<aside class=\"jx-tools\"").unwrap_or_else(|| panic!("no tools on {route}"));
    page[start..].split("</aside>").next().unwrap_or_default().to_string()
}

#[test]
fn feedback_tells_of_which_page_it_is() {
    let site = site("{name: 区长信箱, url: 'https://www.example.gov.cn/xin?t={title}&u={url}'}");
    site.build().exits(0);
    let here = tools(&site, "zc/yrc-2026-1.html");
    let title =
        "%E4%BA%91%E6%BA%AA%E5%8C%BA%E4%BA%BA%E6%89%8D%E6%94%BF%E7%AD%96%E8%8B%A5%E5%B9%B2%E6%8E%AA%E6%96%BD";
    let address = "https%3A%2F%2Fwww.example.gov.cn%2Fzc%2Fyrc-2026-1.html";
    let wanted = format!("href=\"https://www.example.gov.cn/xin?t={title}&amp;u={address}\"");
    assert!(here.contains(&wanted), "no {wanted} in {here}");
    assert!(here.contains("就本页留言：区长信箱") && here.contains("我为本页纠错"), "{here}");
    let page = site.output("zc/yrc-2026-1.html");
    assert!(
        page.contains("href=\"https://www.example.gov.cn/xin?t=&amp;u=\""),
        "the footer asks about no page"
    );
}

#[test]
fn every_page_leads_back_to_its_top_and_texts_can_be_printed() {
    let site = site("{name: 12345热线, phone: '12345'}");
    site.build().exits(0);
    for (route, is_text) in [("index.html", false), ("zc/index.html", false), ("zc/yrc-2026-1.html", true)] {
        let page = site.output(route);
        let here = tools(&site, route);
        assert!(here.contains("href=\"#jx-top\"") && page.contains("id=\"jx-top\""), "{here}");
        assert!(here.contains("href=\"tel:12345\""), "{here}");
        assert_eq!(here.contains("data-jx-tool=\"print\""), is_text, "{route}");
    }
    assert!(!site.output("404.html").contains("jx-tools"));
}
