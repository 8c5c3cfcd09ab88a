//! Charts of odd numbers: nothing leaves the picture, nothing covers another, nothing depends on chance.

use super::*;

fn line(name: &str, values: &[Option<f64>]) -> Line {
    let point = |value: &Option<f64>| value.map(|value| Point { value, label: format!("{value}") });
    Line { name: name.into(), points: values.iter().map(point).collect() }
}

fn chart(lines: Vec<Line>, target: Option<f64>) -> Chart {
    let count = lines.iter().map(|line| line.points.len()).max().unwrap_or(0);
    Chart {
        id: "series".into(),
        title: "在孵企业 <数>".into(),
        description: "最新一期238家。".into(),
        unit: "单位：家".into(),
        periods: (0..count).map(|n| (1950 + n).to_string()).collect(),
        lines,
        target: target.map(|value| Point { value, label: format!("目标{value}") }),
    }
}

fn some(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

/// Every number in attributes that place something.
fn places(svg: &str) -> Vec<f64> {
    let attribute = regex::Regex::new(r#" (?:x|y|x1|x2|y1|y2|cx|cy)="([^"]*)""#).unwrap();
    attribute.captures_iter(svg).map(|found| found[1].parse().unwrap()).collect()
}

/// Charts of every shape that has to hold.
fn odd() -> Vec<Chart> {
    let long: Vec<Option<f64>> = (0..100).map(|n| (n % 17 != 3).then_some(f64::from(n * n) * 1e6)).collect();
    let six: Vec<Line> =
        (0..9).map(|n| line("示例市云溪区很长的地区名称", &some(&[f64::from(n), 2.0, 3.0]))).collect();
    vec![
        chart(vec![line("", &some(&[238.0]))], None),
        chart(vec![line("", &some(&[0.0, 0.0, 0.0]))], None),
        chart(vec![line("", &some(&[-5.0, 3.0, -8.5]))], Some(10.0)),
        chart(vec![line("", &some(&[-5.0, -3.0]))], None),
        chart(
            vec![line(
                "",
                &some(&[98.1, 98.2, 98.3, 98.4, 98.3, 98.2, 98.1, 98.5, 98.6, 98.7, 98.8, 98.9, 99.0]),
            )],
            None,
        ),
        chart(vec![line("", &[Some(1.0), None, None, Some(4.0)])], Some(1e9)),
        chart(vec![line("", &long)], Some(2e10)),
        chart(six, None),
        chart(vec![line("", &some(&[1e-7, 2e-7]))], None),
    ]
}

#[test]
fn everything_stays_inside_the_picture() {
    for chart in odd() {
        let drawing = draw(&chart);
        assert!(drawing.svg.ends_with("</svg>"), "{chart:?}");
        for place in places(&drawing.svg) {
            assert!(place.is_finite() && (-0.1..=360.1).contains(&place), "{place} in {}", drawing.svg);
        }
        assert!(!drawing.svg.contains("NaN") && !drawing.svg.contains("style="), "{}", drawing.svg);
        assert!(drawing.svg.contains("&lt;数&gt;"));
    }
}

#[test]
fn the_same_numbers_give_the_same_bytes() {
    for chart in odd() {
        assert_eq!(draw(&chart), draw(&chart.clone()));
    }
}

#[test]
fn a_chart_of_nothing_is_nothing() {
    assert_eq!(draw(&Chart::default()), Drawing::default());
    assert_eq!(draw(&chart(vec![line("", &[None, None])], Some(3.0))), Drawing::default());
    assert_eq!(spark(&[Some(1.0)]), "");
}

#[test]
fn values_and_target_are_labelled() {
    let svg = draw(&chart(vec![line("", &some(&[186.0, 195.0, 238.0]))], Some(250.0))).svg;
    for label in [">186<", ">195<", ">238<", ">目标250<", ">1950<", ">1952<", ">单位：家<"] {
        assert!(svg.contains(label), "{label} in {svg}");
    }
    assert!(svg.contains("role=\"img\"") && svg.contains("<title id=\"x-chart-series-title\">"));
    assert_eq!(svg.matches("jx-chart__bar--newest").count(), 1);
}

#[test]
fn labels_of_values_do_not_cover_each_other() {
    let values: Vec<f64> = (0..12).map(|n| 123_456.0 + f64::from(n)).collect();
    let svg = draw(&chart(vec![line("", &some(&values))], None)).svg;
    let label = regex::Regex::new(r#"<text class="jx-chart__value" x="([^"]*)"[^>]*>([^<]*)<"#).unwrap();
    let mut spans: Vec<(f64, f64)> = label
        .captures_iter(&svg)
        .map(|found| {
            let (x, half) = (found[1].parse::<f64>().unwrap(), width(&found[2]) / 2.0);
            (x - half, x + half)
        })
        .collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert!(spans.len() >= 3, "{svg}");
    assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{spans:?}");
}

#[test]
fn a_missing_period_breaks_the_line() {
    let values: Vec<Option<f64>> = (0..20).map(|n| (n != 9).then_some(f64::from(n))).collect();
    let svg = draw(&chart(vec![line("", &values)], None)).svg;
    let path = svg.split(" d=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert_eq!(path.matches('M').count(), 2, "{path}");
}

#[test]
fn a_cut_axis_and_left_out_regions_are_said() {
    let high: Vec<f64> = (0..20).map(|n| 980.0 + f64::from(n)).collect();
    assert!(draw(&chart(vec![line("", &some(&high))], None)).is_cut);
    let many: Vec<Line> = (0..8).map(|n| line(&n.to_string(), &some(&[1.0, 2.0]))).collect();
    assert!(draw(&chart(many, None)).is_partial);
}

#[test]
fn ticks_are_round() {
    assert_eq!(round_step(59.5), 100.0);
    assert_eq!(round_step(2.1), 2.5);
    assert_eq!(tick_label(2.5, 2.5), "2.5");
    assert_eq!(tick_label(-0.0, 50.0), "0");
    assert_eq!(tick_label(100.0, 50.0), "100");
}

#[test]
fn a_bar_never_leaves_its_picture() {
    for (value, limit, most) in [(0.0, None, 1.0), (90.0, Some(42.0), 90.0), (1.0, Some(1e9), 1e9)] {
        let svg = bar(value, limit, most);
        assert!(places(&svg).iter().all(|place| (0.0..=160.0).contains(place)), "{svg}");
        assert_eq!(svg.contains("--over"), limit.is_some_and(|limit| value > limit));
    }
}
