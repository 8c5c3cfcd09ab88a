//! Lists narrowed by the facets of their kind: the pages, and the data from which a script combines them.

use crate::site_test::SiteTest;
use serde_json::Value;

/// Platforms of three levels and two industries, so many that a value has a second page.
fn site() -> SiteTest {
    let mut rows = String::from("id,title,type,级别,industries,belongs_to,located_in\n");
    for number in 0..130 {
        let level = ["省级", "市级", "区级"][number % 3];
        let industry = ["新材料", "生物"][usize::from(number % 13 == 0)];
        rows.push_str(&format!(
            "pt-{number:03},云溪平台{number:03}号,科技企业孵化器,{level},{industry},云溪区,云溪区\n"
        ));
    }
    SiteTest::new().file("platforms/platforms.csv", &rows)
}

/// The data of a chunk.
fn chunk(site: &SiteTest, route: &str) -> Value {
    let text = site.output(route);
    let data = text.trim().strip_prefix("jx.chunk(").and_then(|text| text.strip_suffix(");"));
    let (name, data) = data.and_then(|data| data.split_once(',')).expect("one call");
    assert_eq!(name.trim_matches('"'), route.strip_suffix(".js").expect("a script"));
    serde_json::from_str(data).expect("the data are JSON")
}

/// The entries whose cards stand on a page, in their order.
fn listed(html: &str) -> Vec<String> {
    let titles = html.split("<h3 class=\"jx-card__title\"><a href=\"").skip(1);
    titles
        .map(|rest| rest[..rest.find('"').expect("an address")].rsplit('/').next().unwrap().into())
        .collect()
}

/// The places of the entries with a value, as the columns say it.
fn places(facet: &Value, value: &str) -> Vec<usize> {
    let number = facet["values"].as_array().unwrap().iter().position(|code| code == value).unwrap();
    let letter = |letter: char| {
        let code = letter as usize;
        let code = if code >= 0xE000 { code - 0x800 } else { code };
        if code < 92 { code - 48 } else { code - 49 }
    };
    let has = |set: usize| {
        facet["sets"][set].as_array().unwrap().iter().any(|held| held.as_u64() == Some(number as u64))
    };
    let column = facet["column"].as_str().unwrap().chars().map(letter).enumerate();
    column.filter(|(_, set)| has(*set)).map(|(place, _)| place).collect()
}

#[test]
fn a_list_links_to_the_page_of_each_value_and_each_page_back() {
    let site = site();
    site.build().exits(0);
    let list = site.output("pt/index.html");
    assert!(list.contains("href=\"f/level-provincial.html\" data-jx-value=\"provincial\""), "{list}");
    let page = site.output("pt/f/level-provincial.html");
    assert!(page.contains("<h1>平台：省级</h1>"), "{page}");
    assert!(page.contains("aria-current=\"true\"><span class=\"jx-finder__name\">省级"), "{page}");
    assert!(page.contains("<a class=\"jx-chip\" href=\"../index.html\">"), "{page}");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    assert!(!list.contains("content=\"noindex\""), "{list}");
}

#[test]
fn what_narrows_nothing_is_not_there() {
    let site = site();
    site.build().exits(0);
    let list = site.output("pt/index.html");
    for facet in ["region", "type", "group", "star", "accepts", "status"] {
        assert!(!list.contains(&format!("data-jx-facet=\"{facet}\"")), "{facet} has one value at most");
    }
    assert!(!site.tree("public").keys().any(|route| route.contains("/f/region-")));
}

#[test]
fn the_columns_say_the_same_as_the_pages() {
    let site = site();
    site.build().exits(0);
    let columns = chunk(&site, "fx/pt.js");
    assert_eq!((&columns["format"], &columns["count"]), (&Value::from(1), &Value::from(130)));
    let cards: Vec<String> = (0..2)
        .flat_map(|number| chunk(&site, &format!("fx/pt-{number}.js")).as_array().unwrap().clone())
        .map(|card| card.as_str().unwrap().to_string())
        .collect();
    assert_eq!(cards.len(), 130);
    let mut pages = 0;
    for facet in columns["facets"].as_array().unwrap() {
        for value in facet["values"].as_array().unwrap().iter().filter_map(Value::as_str) {
            let name = format!("pt/f/{}-{value}", facet["key"].as_str().unwrap());
            let mut html = site.output(&format!("{name}.html"));
            let wanted = places(facet, value);
            for number in 2..=wanted.len().div_ceil(50) {
                html.push_str(&site.output(&format!("{name}/{number}.html")));
            }
            let of_script: String = wanted.iter().map(|place| cards[*place].as_str()).collect();
            assert_eq!(listed(&html), listed(&of_script), "{name}");
            assert!(html.contains(&cards[wanted[0]].replace("{root}", "../../")), "{name}");
            pages += 1;
        }
    }
    assert_eq!(pages, 5);
}

#[test]
fn names_are_in_the_order_of_their_pinyin() {
    let rows = "id,title,type,级别,industries,belongs_to,located_in\npt-a,溪城平台,众创空间,省级,生物,云溪区,云溪区\npt-b,安云平台,众创空间,市级,生物,云溪区,云溪区\npt-c,云起平台,众创空间,市级,生物,云溪区,云溪区\n";
    let site = SiteTest::new().file("platforms/platforms.csv", rows);
    site.build().exits(0);
    let titles = chunk(&site, "fx/pt-titles.js");
    let order: Vec<&str> = titles["order"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| titles["titles"][place.as_u64().unwrap() as usize].as_str().unwrap())
        .collect();
    assert_eq!(order, ["安云平台", "溪城平台", "云起平台"]);
}

/// A fault in the component of the card is told, though pages hold it as HTML that was made before.
#[test]
fn a_fault_in_the_card_is_found() {
    let broken = "{% component jx.card(card: map) -%}\n<li>{{ card.nothing.at_all }}</li>\n{%- endcomponent jx.card %}\n{% component jx.cards(cards: array) -%}<ul></ul>{%- endcomponent jx.cards %}\n{% component jx.card_group(group: map) -%}<p></p>{%- endcomponent jx.card_group %}\n";
    let site = site();
    site.write("themes/default/components/cards/template.html", broken);
    let run = site.build();
    assert!(run.findings.iter().any(|found| found.code == "P604"), "{}", run.told());
}
