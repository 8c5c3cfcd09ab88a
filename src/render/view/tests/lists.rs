//! Examples of events, indicators, catalogues, schemes and the computed pages beside them.

use super::*;

/// Each with everything and with nothing.
pub(super) fn bodies() -> Vec<BodyView> {
    [kinds(), schemes(), computed()].concat()
}

fn kinds() -> Vec<BodyView> {
    let event = EventView {
        state: badge("info", "即将举行"),
        event_type: "对接会".into(),
        when: date("2026年12月10日（星期四）14:00—17:30", "2026-12-10T14:00+08:00"),
        place: "报告厅".into(),
        organisers: vec![link("区委人才办", "../bm/rcb.html"), link("某协会", "")],
        sign_up: LinkView { external: true, ..link("网上报名", "https://hd.example/") },
        calendar: link("加入日历", "../ics/hd.ics"),
        is_over: false,
        agenda_html: "<p>签到</p>".into(),
        recap_html: "<p>回顾</p>".into(),
        series: vec![link("上一期", "b.html")],
    };
    let challenge = ChallengeView {
        state: badge("good", "征集中"),
        is_over: false,
        need: "低温烧结".into(),
        organisation: "某公司".into(),
        budget: ValueView { kind: ValueKind::Figure, ..ValueView::text("200万元") },
        ends_on: date("2026年12月31日", "2026-12-31"),
        respond: "请联系。".into(),
        contact: contact(),
        others: vec![link("另一个", "b.html")],
    };
    let indicator = IndicatorView {
        value: "238".into(),
        unit: "家".into(),
        period: "2026年三季度".into(),
        region: "云溪区".into(),
        as_of: date("2026年9月30日", "2026-09-30"),
        change: "增加8家".into(),
        target: "250家".into(),
        progress: "完成95.2%".into(),
        base: "基期180家".into(),
        chart_html: "<svg viewBox=\"0 0 1 1\"></svg>".into(),
        chart_notes: vec!["纵轴不从零开始。".into()],
        table: table("series"),
        definition: "口径".into(),
        frequency: "季度".into(),
        data: link("下载", "../data/indicators/a.csv"),
    };
    vec![
        BodyView::Event(entry("event"), Box::new(event)),
        BodyView::Event(Box::default(), Box::default()),
        BodyView::Challenge(entry("challenge"), Box::new(challenge)),
        BodyView::Challenge(Box::default(), Box::default()),
        BodyView::Indicator(entry("indicator"), Box::new(indicator)),
        BodyView::Indicator(Box::default(), Box::default()),
        BodyView::Shortage(entry("shortage"), Box::new(shortage())),
        BodyView::Shortage(Box::default(), Box::default()),
    ]
}

fn shortage() -> ShortageView {
    let row = ShortageRowView {
        post: "算法工程师".into(),
        degree: 5,
        degree_word: "极度紧缺".into(),
        is_new: true,
        ..ShortageRowView::default()
    };
    ShortageView {
        year: "2027".into(),
        count: 2,
        industries: vec![ShortageIndustryView {
            anchor: "x-industry-1".into(),
            name: "新材料".into(),
            count: 2,
            mean: "4.5".into(),
            urgent: 1,
            rows: vec![row, ShortageRowView::default()],
        }],
        definition: "问卷".into(),
        years: vec![link("2026年度", "b.html")],
        former: link("2026年度", "b.html"),
        gone: vec!["某岗位".into()],
        moved: vec!["由4升至5".into()],
        new_count: 1,
        data: link("下载", "../data/shortage-2027.csv"),
        rows_lang: "zh-CN",
        newest: link("2028年度", "c.html"),
    }
}

fn schemes() -> Vec<BodyView> {
    let levels = LevelSchemeView {
        state: badge("warning", "往期版本"),
        current: link("2026版", "b.html"),
        version: "2024".into(),
        region: "云溪区".into(),
        grades: vec![
            GradeView {
                anchor: "x-grade-1".into(),
                code: "A".into(),
                name: "顶尖人才".into(),
                criteria: "直接确认".into(),
                maps_to: vec![link("市级", "c.html")],
                perks: vec!["体检".into(), "入学".into()],
            },
            GradeView { anchor: "x-grade-2".into(), ..GradeView::default() },
        ],
        matrix: vec![GradeBenefitView {
            benefit: link("体检", "../sx/a.html"),
            cells: vec!["可享受".into(), String::new()],
        }],
        versions: vec![link("2026版", "b.html"), link("2024版", "")],
        guides: vec![link("认定", "../zn/a.html")],
        code_page: link("人才码", "../rencai-ma.html"),
    };
    let platform = RatedPlatformView {
        link: link("孵化器", "../pt/a.html"),
        rated_on: date("2026年9月24日", "2026-09-24"),
        review_on: date("2028年9月24日", "2028-09-24"),
        is_overdue: true,
        ..RatedPlatformView::default()
    };
    let ratings = RatingSchemeView {
        platform_types: vec![link("孵化器", "../pt/lx/incubator.html")],
        cycle: "2年".into(),
        stars: vec![
            StarView {
                stars: 5, name: "五星".into(), condition: "85分".into(), platforms: vec![platform]
            },
            StarView::default(),
        ],
        criteria: vec![CriterionView { name: "场地".into(), points: "20".into(), in_review: true }],
        total: "20".into(),
        review_total: "20".into(),
        rated_count: 1,
        unrated_count: 2,
    };
    vec![
        BodyView::LevelScheme(entry("level_scheme"), Box::new(levels)),
        BodyView::LevelScheme(Box::default(), Box::default()),
        BodyView::RatingScheme(entry("rating_scheme"), Box::new(ratings)),
        BodyView::RatingScheme(Box::default(), Box::default()),
    ]
}

fn computed() -> Vec<BodyView> {
    let number = NumberRowView {
        link: link("在孵企业", "a.html"),
        value: "238".into(),
        unit: "家".into(),
        spark_html: "<svg viewBox=\"0 0 1 1\"></svg>".into(),
        ..NumberRowView::default()
    };
    let rows = vec![
        ProgressRowView {
            batch: "第二批".into(),
            median: "41".into(),
            verdict: badge("good", "在承诺时限内"),
            bar_html: "<svg viewBox=\"0 0 1 1\"></svg>".into(),
            ..ProgressRowView::default()
        },
        ProgressRowView::default(),
    ];
    let benefit = |anchor: &str, promised: &str| ProgressBenefitView {
        anchor: anchor.into(),
        benefit: link("生活补贴", "../sx/a.html"),
        promised: promised.into(),
        rows: rows.clone(),
    };
    let progress = ProgressView {
        benefits: vec![benefit("x-a", "30日"), benefit("x-b", "")],
        as_of: date("2026年9月30日", "2026-09-30"),
        ..ProgressView::default()
    };
    let about = AboutView {
        body: "<p>我们</p>".into(),
        layers: vec![LayerView { text: "文件原文".into(), columns: facet_links().links }],
        contact: contact(),
        licence: link("使用条款", "https://a.example/"),
        links: vec![link("无障碍声明", "../wza/index.html")],
    };
    let privacy = PrivacyView {
        has_storage: true,
        has_cookies: true,
        has_name_lists: true,
        body: "<p>补充</p>".into(),
        contact: contact(),
    };
    vec![
        BodyView::Numbers(Box::new(NumbersView {
            rows: vec![number, NumberRowView::default()],
            ..NumbersView::default()
        })),
        BodyView::Numbers(Box::default()),
        BodyView::Progress(Box::new(progress)),
        BodyView::Progress(Box::default()),
        BodyView::Privacy(Box::new(privacy)),
        BodyView::Privacy(Box::default()),
        BodyView::About(Box::new(about)),
        BodyView::About(Box::default()),
    ]
}
