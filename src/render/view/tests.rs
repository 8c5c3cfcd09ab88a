//! Every template is rendered with an example in both languages.

mod lists;

use super::*;
use crate::source::Sources;
use crate::theme::Theme;

fn link(text: &str, href: &str) -> LinkView {
    LinkView { text: text.into(), href: href.into(), ..LinkView::default() }
}

fn date(text: &str, iso: &str) -> DateView {
    DateView { text: text.into(), iso: iso.into() }
}

fn badge(code: &'static str, text: &str) -> BadgeView {
    BadgeView { code, text: text.into(), detail: "至2026年12月31日".into(), ..BadgeView::default() }
}

fn fact(label: &str, values: Vec<ValueView>) -> FactView {
    FactView { key: "level", label: label.into(), values }
}

fn every_value() -> Vec<ValueView> {
    vec![
        ValueView::text("县级 <b>"),
        ValueView::date(date("2026年3月1日", "2026-03-01")),
        ValueView::linked(ValueKind::Phone, "000-12345678", "tel:00012345678"),
        ValueView::linked(ValueKind::Email, "rcb@example.gov.cn", "mailto:rcb@example.gov.cn"),
        ValueView::linked(ValueKind::Link, "国务院", "https://www.example.gov.cn/"),
        ValueView { kind: ValueKind::Figure, text: "10万元".into(), ..ValueView::default() },
        ValueView {
            note: "PDF，1.2 MB".into(),
            ..ValueView::linked(ValueKind::Attachment, "申报表", "a-1.pdf")
        },
        ValueView { kind: ValueKind::Html, text: "<p>正文</p>".into(), ..ValueView::default() },
        ValueView { kind: ValueKind::Gap, ..ValueView::default() },
    ]
}

fn table(key: &'static str) -> TableView {
    TableView {
        key,
        caption: "认定级别".into(),
        header: vec!["级别".into(), "年份".into()],
        rows: vec![vec![ValueView::text("省级"), ValueView::text("2023")]],
    }
}

fn card() -> CardView {
    CardView {
        title: "高层次人才购房补贴".into(),
        href: "../sx/a.html".into(),
        date: date("2026年3月1日", "2026-03-01"),
        summary: "对新引进的博士给予购房补贴。".into(),
        badges: vec![badge("in_force", "现行有效")],
        figure: "最高60万元".into(),
        figure_is_wide: true,
        facts: vec![CardFactView {
            key: "document_number",
            label: "发文字号".into(),
            text: "云人才〔2026〕3号".into(),
            plain: true,
        }],
        until: "2026-12-31T17:00".into(),
    }
}

fn contact() -> ContactView {
    ContactView {
        department: link("区委人才办", "../bm/rcb.html"),
        role: "业务科".into(),
        phones: vec![link("000-12345678", "tel:00012345678")],
        email: link("rcb@example.gov.cn", "mailto:rcb@example.gov.cn"),
        address: "溪口街道示例路2号".into(),
        hours: "工作日9:00—17:00".into(),
        accessibility: "有坡道".into(),
        known: true,
    }
}

fn facet_links() -> FacetLinksView {
    let topic =
        |text: &str, current| CountedLinkView { text: text.into(), href: "a.html".into(), count: 3, current };
    FacetLinksView { label: "主题".into(), links: vec![topic("住房", false), topic("创业", true)] }
}

fn list() -> ListView {
    let value = |code: &str, current| ListFacetValueView {
        code: code.into(),
        text: "省级".into(),
        href: "f/level-provincial.html".into(),
        count: 3,
        current,
    };
    let facet = |values| ListFacetView { key: "level", label: "层级".into(), values };
    ListView {
        kind: "platform",
        description: "区本级现行政策。".into(),
        count: 170,
        cards_html: "<li class=\"jx-card\">A</li>".into(),
        links: vec![link("免申即享清单", "../msjx/index.html")],
        pager: pager(),
        facets: vec![
            facet(vec![value("provincial", false), value("city", true)]),
            facet((0..20).map(|number| value(&format!("n{number}"), false)).collect()),
        ],
        sorts: vec![SortView { key: "list", label: "最新发布".into() }],
        data: "fx/pt".into(),
        ..ListView::default()
    }
}

fn pager() -> PagerView {
    PagerView {
        number: 2,
        count: 9,
        previous: link("上一页", "index.html"),
        next: link("下一页", "3.html"),
        pages: vec![link("1", "index.html"), link("2", ""), link("…", ""), link("9", "9.html")],
        all: vec![link("1", "index.html"), link("2", "")],
    }
}

fn cards() -> CardGroupView {
    CardGroupView {
        label: "政策".into(),
        count: 2,
        cards: vec![card()],
        more: link("查看全部政策", "zc/"),
        ..CardGroupView::default()
    }
}

fn entry(kind: &'static str) -> Box<EntryView> {
    let chapter = ContentsView {
        anchor: "ch-1".into(),
        label: "第一章".into(),
        title: "总则".into(),
        open: false,
        children: vec![ContentsView {
            anchor: "art-1".into(), label: "第一条".into(), ..Default::default()
        }],
    };
    Box::new(EntryView {
        id: "a".into(),
        kind,
        kind_label: "政策".into(),
        summary: "摘要。".into(),
        badges: vec![badge("info", "试行")],
        published: date("2026年3月2日", "2026-03-02"),
        updated: date("2026年3月3日", "2026-03-03"),
        source: "区委人才办".into(),
        tags: vec![link("住房", "../zt/housing.html")],
        layer_note: "本页为便民解读，以文件原文为准".into(),
        image: ImageView { src: "a.png".into(), alt: "示意图".into(), ..Default::default() },
        facts: vec![fact("层级", every_value()), fact("名额", vec![])],
        tables: vec![table("rows")],
        body: "<h2 id=\"ch-1\">第一章　总则</h2><p id=\"art-1\">第一条　为集聚人才，制定本办法。</p>".into(),
        contents: vec![chapter],
        sections: vec![SectionView {
            anchor: "x-agenda".into(),
            title: "议程".into(),
            html: "<p>…</p>".into(),
        }],
        quotes: vec![QuoteView {
            anchor: "x-quote-1".into(),
            policy: link("云溪区人才新政", "../zc/a.html#art-8"),
            clause: "第八条".into(),
            proves: "待遇".into(),
            backs: vec![link("给多少", "#x-box-how_much")],
            text: "给予60万元购房补贴。".into(),
            badge: badge("in_force", "现行有效"),
        }],
        contact: contact(),
        attachments: vec![AttachmentView {
            text: "申报表".into(),
            href: "a/f.docx".into(),
            format: "Word".into(),
            size: "20 KB".into(),
            sha256: "00".repeat(32),
        }],
        relations: vec![GroupView { label: "依据".into(), links: vec![link("上位文件", "b.html")] }],
        related: vec![link("相近条目", "c.html")],
        previous: link("上一条", "p.html"),
        next: link("下一条", "n.html"),
        custom: Map::from_iter([("说明".to_string(), Value::from("自定义"))]),
        ..EntryView::default()
    })
}

fn policy() -> Box<PolicyView> {
    let clause = link("第二条", "#art-2");
    Box::new(PolicyView {
        validity: badge("in_force", "现行有效"),
        document_number: "云人才〔2026〕3号".into(),
        issuers: vec![link("区委人才办", "../bm/rcb.html"), link("区财政局", "")],
        dated_on: date("2026年3月1日", "2026-03-01"),
        effective_on: date("2026年4月1日", "2026-04-01"),
        expires_on: date("长期", ""),
        benefits: vec![benefit_row("good"), benefit_row("plain"), BenefitRowView::default()],
        document: vec![fact("索引号", every_value())],
        print_links: vec![link("申报表", "https://example.gov.cn/a.docx")],
        version_href: "a/v/2024-05-01.html".into(),
        originals: entry("policy").attachments,
        definitions: vec![DefinitionView {
            term: "人才".into(),
            meaning: "是指…".into(),
            clause: clause.clone(),
        }],
        interpretations: vec![link("一图读懂", "../jd/a.html")],
        errata: vec![ErratumView { clause, wrong: "甲".into(), right: "乙".into(), note: String::new() }],
        imprint: vec![fact("公开方式", vec![ValueView::text("主动公开")])],
        interpreter: link("区委人才办", "../bm/rcb.html"),
        versions: vec![VersionView {
            date: date("2024年1月1日", "2024-01-01"),
            badge: badge("good", "现行"),
            period: "自2024年1月1日起施行".into(),
            by: link("修改决定", "c.html"),
            link: link("2024年版", "a/v/2024-01-01.html"),
            comparison: link("与上一版对比", "a/duibi/2020-01-01_2024-01-01.html"),
            shown: true,
        }],
        first_comparison: link("2016年版与2024年版对比", "a/duibi/2016-01-01_2024-01-01.html"),
        relations: vec![RelationGroupView {
            key: "implements".into(),
            label: "实施".into(),
            items: vec![RelationView {
                link: link("上位文件", "b.html"),
                badge: badge("in_force", "现行有效"),
                comparison: link("对比", "d.html"),
            }],
            more: "另有3项".into(),
        }],
        graph_html: "<svg></svg>".into(),
    })
}

fn comparison() -> ComparisonView {
    let run = |kind, text: &str| RunView { kind, text: text.into() };
    let runs = vec![run("same", "分"), run("removed", "3年"), run("added", "5年"), run("same", "发放")];
    let line = |kind| ComparisonLineView { kind, runs: runs.clone() };
    let item = |kind, number: usize| ComparisonItemView {
        kind,
        anchor: format!("x-art-{number}"),
        word: "修改".into(),
        label: format!("第{number}条"),
        old: link("2020年版", "../v/2020-01-01.html#art-1"),
        new: link("2024年版", "../v/2024-01-01.html#art-1"),
        lines: ["same", "changed", "added", "removed"].map(line).to_vec(),
    };
    ComparisonView {
        work: link("人才新政", "../../a.html"),
        old: link("2020年版", "../v/2020-01-01.html"),
        new: link("2024年版", "../v/2024-01-01.html"),
        summary: vec![ComparisonCountView {
            kind: "changed",
            label: "修改".into(),
            count: 2,
            links: vec![link("第1条", "#x-art-1"), link("第2条", "#x-art-2")],
        }],
        figures: vec![LinkView { note: "3年→5年".into(), ..link("第1条", "#x-art-1") }],
        items: vec![item("changed", 1), item("same", 2), item("heading", 3), item("added", 4)],
        others: vec![link("2016年版与2024年版对比", "b.html")],
    }
}

fn material() -> MaterialView {
    MaterialView {
        name: "身份证".into(),
        form: "原件1份".into(),
        source: "公安机关".into(),
        sample: link("下载样本", "a/s.pdf"),
        shared: true,
        ..MaterialView::default()
    }
}

fn step() -> StepView {
    StepView {
        number: 1,
        title: "申报".into(),
        text: "网上填写。".into(),
        actor: "申请人".into(),
        time: "5个工作日".into(),
        links: vec![link("系统入口", "https://sb.example.gov.cn/")],
    }
}

fn benefit() -> Box<BenefitView> {
    let keys = ["who", "what", "how_much", "how", "when", "whom", "how_long", "basis"];
    let one = |(index, key): (usize, &&'static str)| BoxView {
        key,
        label: (*key).into(),
        lines: if index == 6 { vec![] } else { every_value() },
        sources: vec![link("第八条", "#x-quote-1")],
    };
    let tier =
        TierView { name: "博士".into(), figure: "3000元/月".into(), note: "每年最高3万元".into() };
    let amount = AmountView {
        name: "安家补助".into(),
        before: "最高".into(),
        figure: "10万元".into(),
        digits: "100,000元".into(),
        unit: "/月".into(),
        is_words: false,
        conditions: vec!["按学历分1档".into()],
        tiers: vec![tier.clone()],
    };
    let many = AmountView { tiers: vec![tier; 12], ..amount.clone() };
    let words = AmountView { is_words: true, figure: "优先入学".into(), ..AmountView::default() };
    Box::new(BenefitView {
        headline: ValueView {
            kind: ValueKind::Figure,
            text: "60万元".into(),
            note: "博士".into(),
            ..Default::default()
        },
        amounts: vec![amount, many, words, AmountView::default()],
        paid_out: "按季".into(),
        condition_count: 3,
        audiences: vec![link("青年博士", "../dx/phd.html"), link("团队", "")],
        window: WindowView {
            state: badge("good", "申报中"),
            opens: DateView { text: "2026年3月1日".into(), iso: "2026-03-01".into() },
            closes: DateView { text: "2026年4月1日".into(), iso: "2026-04-01".into() },
            lines: vec!["自取得证书之日起1年内申请".into()],
        },
        validity: badge("expiring", "即将到期"),
        boxes: keys.iter().enumerate().map(one).collect(),
        action: link("在线申报", "https://sb.example.gov.cn/"),
        materials: vec![material()],
        steps: vec![step()],
        duties: vec!["服务满五年。".into()],
        stacking: "同类事项就高不重复。".into(),
        instalments: vec![InstalmentView {
            milestone: "落地".into(),
            share: "40%".into(),
            year: "第1年".into(),
            percent: 40,
        }],
        calls: vec![link("2026年申报通知", "../sb/a.html")],
        paid: LinkView { note: "最近一批：…".into(), ..link("兑付进度", "../dfjd/index.html") },
    })
}

fn bodies() -> Vec<BodyView> {
    [pages(), entries(), services(), answers(), entrances(), lists::bodies()].concat()
}

fn calendar() -> Box<CalendarView> {
    let occasion = OccasionView {
        badge: badge("warning", "截止"),
        link: link("领航计划 <b>", "../sb/a.html"),
        lang: "zh-CN",
        time: "17:00".into(),
        note: "至2026年12月31日".into(),
        source: link("往年参考", "../sb/b.html"),
        what: "closes",
        topics: "housing startup".into(),
    };
    let cell = CalendarCellView {
        day: "5".into(),
        iso: "2026-11-05".into(),
        href: "#x-2026-11-05".into(),
        off: true,
        mark: "休".into(),
        occasions: vec![link("领航计划", "../sb/a.html")],
        more: 9,
    };
    Box::new(CalendarView {
        heading: "2026年11月".into(),
        count: 12,
        days: vec![CalendarDayView {
            anchor: "x-2026-11-05".into(),
            date: date("2026年11月5日", "2026-11-05"),
            weekday: "周四".into(),
            mark: "休".into(),
            occasions: vec![occasion, OccasionView::default()],
            more: link("还有9项", "2026-11.html"),
        }],
        more: link("还有9项", "2026-11.html"),
        month: CalendarMonthView {
            caption: "2026年11月".into(),
            weekdays: vec!["周一".into()],
            weeks: vec![vec![cell], vec![CalendarCellView::default()]],
        },
        previous: link("2026年10月", "2026-10.html"),
        next: link("2026年12月", "2026-12.html"),
        pager: pager(),
        facets: list().facets.into_iter().take(1).collect(),
        months: vec![GroupView {
            label: "2026年".into(), links: vec![link("2026年11月", "2026-11.html")]
        }],
        legend: vec![badge("warning", "截止")],
        working_days: "工作日按周一至周五计算。".into(),
        subscribe: vec![link("订阅", "../dy/index.html")],
    })
}

fn search() -> Box<SearchView> {
    let column =
        CountedLinkView { text: "政策".into(), href: "../zc/index.html".into(), count: 3, current: false };
    Box::new(SearchView {
        count: 3,
        index: "ss/".into(),
        columns: vec![column],
        facets: vec![facet_links()],
        contact: ContactView::default(),
        other: link("Search", "../en/ss/index.html"),
    })
}

fn subscribe() -> Box<SubscribeView> {
    let group = SubscriptionGroupView {
        label: "按栏目".into(),
        subscriptions: vec![SubscriptionView {
            name: "申报通知".into(),
            address: "https://www.yunxi.example/ics/sb.ics".into(),
            href: "../ics/sb.ics".into(),
            reminder_address: "https://www.yunxi.example/ics/sb-tixing.ics".into(),
            reminder_href: "../ics/sb-tixing.ics".into(),
        }],
    };
    Box::new(SubscribeView {
        calendars: vec![group.clone()],
        feeds: vec![group],
        absolute: true,
        calendar: link("申报日历", "../rl/index.html"),
    })
}

fn pages() -> Vec<BodyView> {
    vec![
        BodyView::Home(home()),
        BodyView::Components(Box::new(ComponentsView {
            components: vec![ComponentView {
                anchor: "x-badge".into(),
                name: "badge".into(),
                pages: vec!["policy".into()],
                examples: vec![
                    ExampleView {
                        shown: vec![ShownView { html: "<p>现行有效</p>".into(), ..ShownView::default() }],
                        ..ExampleView::default()
                    },
                    ExampleView { fault: "错".into(), ..ExampleView::default() },
                ],
                ..ComponentView::default()
            }],
        })),
        BodyView::Components(Box::default()),
        BodyView::Home(Box::default()),
        BodyView::List(Box::new(list())),
        BodyView::List(Box::new(ListView {
            narrowed: NarrowedView {
                key: "level",
                code: "provincial".into(),
                label: "层级".into(),
                value: "省级".into(),
                all: link("查看全部政策", "../index.html"),
                across: link("查看“省级”的全部内容", "../../zt/a.html"),
            },
            ..list()
        })),
        BodyView::List(Box::new(ListView {
            groups: vec![CardGroupView { cards_html: "<li>2026</li>".into(), ..cards() }],
            facets_href: "index.html".into(),
            ..ListView::default()
        })),
        BodyView::List(Box::default()),
        BodyView::Facet(Box::new(FacetView {
            facet: "主题".into(),
            value: "住房".into(),
            count: 2,
            groups: vec![cards()],
            siblings: facet_links(),
            ..FacetView::default()
        })),
        BodyView::Facet(Box::default()),
        BodyView::Calendar(calendar()),
        BodyView::Calendar(Box::default()),
        BodyView::Subscribe(subscribe()),
        BodyView::Subscribe(Box::default()),
        BodyView::Search(search()),
        BodyView::Search(Box::default()),
    ]
}

fn home() -> Box<HomeView> {
    let counted = |text: &str, href: &str| CountedLinkView {
        text: text.into(),
        href: href.into(),
        count: 3,
        current: false,
    };
    let option = |text: &str| FinderOptionView { value: "young-phd".into(), text: text.into() };
    Box::new(HomeView {
        intro: "云溪区人才政策，一处可查。".into(),
        finder: FinderView {
            href: "sx/index.html".into(),
            audiences: vec![FinderGroupView {
                label: "我是人才".into(), options: vec![option("青年博士")]
            }],
            topics: vec![option("住房保障")],
        },
        entrances: vec![HomeEntranceView {
            code: "talent",
            link: link("我是人才", "rc/index.html"),
            count: 19,
            audiences: vec![counted("青年博士", "dx/young-phd.html")],
            parts: vec![link("对照表", "rc/index.html#x-matrix")],
        }],
        open: vec![MonthCallView {
            row: call_row(),
            benefits: vec![link("安家补助", "sx/a.html")],
            materials: vec!["申请表".into()],
        }],
        open_more: link("全部申报通知", "sb/index.html"),
        upcoming: vec![CalendarDayView::default(), calendar().days[0].clone()],
        calendar: link("申报日历", "rl/index.html"),
        life: vec![HomeStageView {
            key: "settle".into(),
            label: "安家".into(),
            href: "rc/index.html#x-stage-settle".into(),
            count: 7,
        }],
        journeys: vec![link("人才创业一件事", "yjs/a.html")],
        policies: cards(),
        news: cards(),
        numbers: vec![NumberRowView { value: "40".into(), unit: "家".into(), ..NumberRowView::default() }],
        numbers_more: link("全部指标", "sj/index.html"),
        platforms: vec![counted("人才飞地", "pt/enclave.html"), counted("众创空间", "")],
        platforms_more: LinkView { note: "68".into(), ..link("平台", "pt/index.html") },
        columns: vec![cards()],
        facets: vec![facet_links()],
        contact: contact(),
        glossary: link("术语表", "glossary/index.html"),
        body: "<p>欢迎。</p>".into(),
    })
}

fn entries() -> Vec<BodyView> {
    vec![
        BodyView::Entry(entry("notice")),
        BodyView::Entry(Box::default()),
        BodyView::Page(entry("page")),
        BodyView::Policy(entry("policy"), policy()),
        BodyView::Policy(Box::default(), Box::default()),
        BodyView::Benefit(entry("benefit"), benefit()),
        BodyView::Benefit(Box::default(), Box::default()),
        BodyView::Platform(
            entry("platform"),
            Box::new(PlatformView {
                platform_type: link("科技企业孵化器", "lx/incubator.html"),
                level: "省级".into(),
                stars: 4,
                rating: "四星级".into(),
                rating_scheme: link("孵化平台星级评价", "../pj/a.html"),
                rated_until: date("2028年9月23日", "2028-09-23"),
                levels: table("levels"),
                accepts: vec!["落户项目".into(), "中试".into()],
                space: vec![fact("面积", every_value())],
                housing: vec![fact("套数", every_value())],
                services: vec!["检测".into()],
                industries: vec![link("新材料", "../hy/materials.html")],
                benefits: vec![link("房租补贴", "../sx/b.html")],
                results: table("results"),
            }),
        ),
        BodyView::Platform(Box::default(), Box::default()),
    ]
}

fn guide() -> Box<GuideView> {
    Box::new(GuideView {
        know_before: vec!["签合同前先备案。".into()],
        answers: vec![fact("到现场次数", every_value()), fact("收费", vec![])],
        elements: vec![fact("事项名称", every_value()), fact("办理时间", vec![])],
        materials: vec![material()],
        steps: vec![step()],
        action: link("在线办理", "https://zw.example.gov.cn/"),
        questions: vec![QuestionView {
            anchor: "x-wd-1".into(),
            question: "张某？".into(),
            html: "<p>可以</p>".into(),
        }],
    })
}

fn services() -> Vec<BodyView> {
    vec![
        BodyView::Guide(entry("guide"), guide()),
        BodyView::Guide(Box::default(), Box::default()),
        BodyView::Department(
            entry("department"),
            Box::new(DepartmentView {
                short_name: "人才办".into(),
                responsibilities: vec!["统筹人才工作。".into()],
                handled: vec![GroupView {
                    label: "办事指南".into(), links: vec![link("落户", "a.html")]
                }],
                issued: vec![link("人才新政", "../zc/a.html")],
                issued_more: link("全部", "../zc/index.html"),
                roster: table("roster"),
                checked_on: date("2026年1月5日", "2026-01-05"),
            }),
        ),
        BodyView::Department(Box::default(), Box::default()),
        BodyView::Comparison(Box::new(comparison())),
        BodyView::Comparison(Box::default()),
        BodyView::Catalogue(Box::new(CatalogueView {
            count: 1,
            rows: vec![CatalogueRowView {
                index_number: "11999901000000000A/2023-00331".into(),
                title: "人才新政".into(),
                href: "../zc/a.html".into(),
                summary: "摘要".into(),
                dated_on: date("2026年3月1日", "2026-03-01"),
            }],
            pager: pager(),
            links: vec![link("公开指南", "https://www.example.gov.cn/zn")],
        })),
        BodyView::Catalogue(Box::default()),
        open_data(),
        BodyView::Data(Box::default()),
        BodyView::SiteMap(Box::new(SiteMapView {
            sections: ["x-zc", "x-pt"]
                .map(|anchor| SiteMapSectionView {
                    anchor: anchor.into(),
                    link: link("政策", "../zc/index.html"),
                    count: 2,
                    groups: vec![GroupView {
                        label: "2026年".into(),
                        links: vec![link("人才新政", "../zc/a.html")],
                    }],
                })
                .into(),
        })),
        BodyView::SiteMap(Box::default()),
        BodyView::Accessibility(Box::new(AccessibilityView {
            contact: contact(),
            shortcomings: vec!["部分附件为扫描件。".into()],
            checked_on: date("2026年1月5日", "2026-01-05"),
        })),
        BodyView::Accessibility(Box::default()),
        BodyView::NotFound,
        BodyView::Stub(Box::new(StubView { href: "a.html".into(), title: "人才新政".into() })),
    ]
}

fn merged() -> ReferringMaterialView {
    ReferringMaterialView {
        material: material(),
        needed_for: vec![link("第1步", "#x-step-1"), link("第2步", "#x-step-2")],
    }
}

fn call_row() -> CallRowView {
    CallRowView {
        year: "2026".into(),
        call: link("2026年申报通知", "../sb/a.html"),
        status: badge("good", "申报中"),
        opens: date("2026年3月1日 09:00", "2026-03-01"),
        ..CallRowView::default()
    }
}

fn stage(current: bool) -> NoticeStageView {
    NoticeStageView {
        label: "公示".into(),
        notice: link("拟入选项目公示", if current { "" } else { "../gs/a.html" }),
        status: badge("good", "公示中"),
        published: date("2026年3月1日", "2026-03-01"),
        current,
    }
}

fn part_of() -> PartOfView {
    let step = |number, current| PartOfStepView {
        number,
        step: link("认定人才层次", "../yjs/a.html#x-step-1"),
        current,
        links: if current { vec![link("层次认定", ""), link("租房补贴", "b.html")] } else { vec![] },
    };
    PartOfView {
        journey: link("入职一件事", "../yjs/a.html"),
        steps: vec![step(1, false), step(2, true)],
        previous: link("签合同", "c.html"),
        next: link("领补贴", "d.html"),
    }
}

/// Entries that answer a question of their reader, each full and empty.
fn answers() -> Vec<BodyView> {
    vec![
        BodyView::Interpretation(
            entry("interpretation"),
            Box::new(InterpretationView {
                policy: link("人才新政", "../zc/a.html"),
                document_number: "云人才〔2026〕3号".into(),
                validity: badge("in_force", "现行有效"),
                form: "图解".into(),
                interpreted_by: link("区委人才办", "../bm/rcb.html"),
                points: entry("interpretation").sections,
                changes: table("changes"),
                media: ["audio", "video"]
                    .map(|kind| MediaView {
                        kind,
                        src: "a.mp3".into(),
                        title: "音频".into(),
                        note: "MP3".into(),
                    })
                    .into(),
                transcript: "<p>各位好。</p>".into(),
                others: vec![link("一图读懂", "b.html")],
                benefits: vec![benefit_row("plain")],
                ..InterpretationView::default()
            }),
        ),
        BodyView::Interpretation(
            Box::default(),
            Box::new(InterpretationView { lacks_transcript: true, ..InterpretationView::default() }),
        ),
        BodyView::Call(Box::new(EntryView { part_of: vec![part_of()], ..*entry("call") }), Box::new(call())),
        BodyView::Call(Box::default(), Box::default()),
        BodyView::Programme(entry("programme"), Box::new(programme())),
        BodyView::Programme(
            Box::default(),
            Box::new(ProgrammeView { past_numbers: table("past_numbers_file"), ..ProgrammeView::default() }),
        ),
        BodyView::PlatformType(entry("platform_type"), Box::new(platform_type())),
        BodyView::PlatformType(
            Box::default(),
            Box::new(PlatformTypeView { pager: pager(), ..platform_type() }),
        ),
        BodyView::PlatformType(Box::default(), Box::default()),
        BodyView::Journey(entry("journey"), Box::new(journey())),
        BodyView::Journey(Box::default(), Box::default()),
        BodyView::Notice(entry("notice"), Box::new(notice())),
        BodyView::Notice(
            Box::default(),
            Box::new(NoticeView {
                is_publicity: true,
                names_withheld: true,
                count: "3".into(),
                ..Default::default()
            }),
        ),
        BodyView::Notice(entry("notice"), Box::new(NoticeView { names: TableView::default(), ..notice() })),
    ]
}

fn call() -> CallView {
    CallView {
        status: badge("warning", "暂停"),
        opens: date("2026年3月1日 09:00", "2026-03-01"),
        closes: date("2026年4月30日 17:00", "2026-04-30"),
        suspension: SuspensionView {
            from: date("2026年3月5日", "2026-03-05"),
            source: "通告".into(),
            known: true,
            ..SuspensionView::default()
        },
        programme: link("领航计划", "../xm/a.html"),
        year: "2026".into(),
        quota: "20个".into(),
        benefits: vec![card()],
        checks: vec![
            CheckView { condition: "注册不满3年".into(), proof: "营业执照".into() },
            CheckView { condition: "从事所申报项目".into(), ..CheckView::default() },
        ],
        materials: vec![merged(), ReferringMaterialView { material: material(), needed_for: vec![] }],
        submission: "网上申报".into(),
        timeline: [true, false]
            .map(|is_past| TimelineView {
                title: "答辩".into(),
                date: date("2026年6月1日", "2026-06-01"),
                is_past,
            })
            .into(),
        other_calls: vec![call_row()],
        notices: vec![stage(false)],
        action: link("在线申报", "https://sb.example.gov.cn/"),
    }
}

fn programme() -> ProgrammeView {
    let sister = |current| SisterView {
        programme: link("市领航计划", if current { "" } else { "b.html" }),
        level: badge("plain", "市级"),
        authority: link("市人才办", ""),
        amounts: if current { vec![] } else { every_value() },
        stacking: if current { vec!["就高".into()] } else { vec![] },
        current,
    };
    let cell = |text: &str, percent| FunnelCellView { text: text.into(), percent };
    ProgrammeView {
        level: "县级".into(),
        authority: link("区委人才办", "../bm/rcb.html"),
        steps: vec![step()],
        milestones: vec!["中期评估".into()],
        exit_cases: vec!["弄虚作假".into()],
        liabilities: vec!["退回资金".into()],
        benefits: vec![card()],
        calls: vec![call_row()],
        open: call_row(),
        funnel: FunnelView {
            steps: vec!["申报".into(), "初审".into(), "落地".into()],
            rows: vec![FunnelRowView {
                year: "2026".into(),
                cells: vec![cell("112", 100), cell("68", 60), cell("", 0)],
            }],
        },
        past_numbers: TableView::default(),
        sisters: vec![sister(true), sister(false)],
    }
}

fn platform_type() -> PlatformTypeView {
    let row = |contact| PlatformRowView {
        platform: link("溪城孵化器", "../a.html"),
        level: "省级".into(),
        place: "云溪区".into(),
        accepts: vec!["落户项目".into(), "中试".into()],
        contact,
    };
    PlatformTypeView {
        other_names: vec!["孵化器".into()],
        status: badge("good", "申报中"),
        status_date: date("2026年3月1日", "2026-03-01"),
        status_source: link("暂停通告", "../../gs/a.html"),
        authorities: vec![PeriodView {
            name: "省科技厅".into(),
            from: date("2018年", ""),
            ..PeriodView::default()
        }],
        levels: vec![CountedLinkView { text: "省级".into(), count: 2, ..CountedLinkView::default() }],
        conditions: vec!["场地不少于5000平方米".into()],
        quota_rules: vec!["只能申报一个".into()],
        benefits: vec![SupportView {
            benefit: link("认定奖补", "../../sx/a.html"),
            level: "县级".into(),
            amounts: every_value(),
        }],
        rating_scheme: link("星级评价", "../../pj/a.html"),
        count: 2,
        platforms: vec![row(contact()), row(ContactView::default())],
        pager: PagerView::default(),
    }
}

fn journey() -> JourneyView {
    let step = |number: usize, text: &str| JourneyStepView {
        number,
        anchor: format!("x-step-{number}"),
        title: "参加社会保险".into(),
        text: text.into(),
        time: "30日".into(),
        guides: if text.is_empty() { vec![] } else { vec![link("参保指南", "../zn/a.html")] },
        benefits: if text.is_empty() { vec![] } else { vec![card(), CardView::default()] },
    };
    JourneyView {
        situation: "入职".into(),
        steps: vec![step(1, "由单位办理。"), step(2, "")],
        materials: vec![merged()],
        offices: vec![OfficeView { contact: contact(), needed_for: vec![link("第1步", "#x-step-1")] }],
    }
}

fn notice() -> NoticeView {
    NoticeView {
        label: "公示".into(),
        is_publicity: true,
        status: badge("good", "公示中"),
        starts_on: date("2026年3月1日", "2026-03-01"),
        ends_on: date("2026年3月7日", "2026-03-07"),
        names: table("list_file"),
        count: "12".into(),
        names_withheld: false,
        names_page: link("查看名单", "../gs/a.html"),
        withdrawn_on: date("2026年12月31日", "2026-12-31"),
        objection: contact(),
        call: link("申报通知", "../sb/a.html"),
        programme: link("领航计划", "../xm/a.html"),
        stages: vec![stage(true), stage(false)],
    }
}

fn benefit_row(code: &'static str) -> BenefitRowView {
    BenefitRowView {
        benefit: link("租房补贴", "../sx/a.html"),
        who: vec!["青年博士".into(), "高校毕业生".into()],
        summary: "每月补贴1500元。".into(),
        amount: ValueView { kind: ValueKind::Figure, text: "1500元/月".into(), ..Default::default() },
        level: "县级".into(),
        how: badge(code, "申报"),
        by_when: every_value(),
        paid: every_value(),
        materials: vec!["劳动合同".into(), "学历证书（免交）".into()],
        basis: vec![link("《人才新政》第八条", "../zc/a.html#art-8")],
        office: contact(),
    }
}

fn benefit_group(anchor: &str) -> BenefitGroupView {
    let gaps = BenefitRowView {
        amount: ValueView { kind: ValueKind::Gap, ..Default::default() },
        ..Default::default()
    };
    BenefitGroupView {
        anchor: anchor.into(),
        heading: LinkView { note: "说明".into(), ..link("住房保障", "../zt/housing.html") },
        rows: vec![benefit_row("good"), benefit_row("plain"), gaps],
    }
}

fn life_stage(key: &str, benefits: Vec<LinkView>) -> StageView {
    let anchor = format!("x-stage-{key}");
    StageView { key: key.into(), anchor, label: "安家".into(), count: benefits.len(), benefits }
}

fn faq_answer(stale: bool) -> FaqAnswerView {
    FaqAnswerView {
        anchor: if stale { "wd-1" } else { "wd-2" }.into(),
        question: "什么时候到账？".into(),
        html: if stale { "<p>每季度末。</p>".into() } else { String::new() },
        basis: if stale { vec![link("《人才新政》第八条", "../zc/a.html#art-8")] } else { vec![] },
        checked_on: if stale { date("2024年3月1日", "2024-03-01") } else { DateView::default() },
        stale,
    }
}

fn entrances() -> Vec<BodyView> {
    let full = |code| EntranceView {
        code,
        lead: "找待遇。".into(),
        links: vec![link("免申即享清单", "../msjx/index.html")],
        audiences: vec![AudienceView {
            link: link("青年博士", "../dx/young-phd.html"),
            count: 3,
            topics: vec![link("住房保障", "../zt/housing.html")],
        }],
        month: vec![MonthCallView {
            row: call_row(),
            benefits: vec![link("创业资助", "../sx/b.html")],
            materials: vec!["申报书".into()],
        }],
        bands: vec![BandView {
            key: "stage",
            label: "引育用留".into(),
            stages: vec![
                life_stage("settle", vec![link("租房补贴", "../sx/a.html")]),
                life_stage("family", vec![]),
            ],
        }],
        topics: vec![benefit_group("x-topic-housing")],
        matrix: MatrixView {
            audiences: vec![link("青年博士", "../dx/young-phd.html"), link("在校生", "")],
            rows: vec![MatrixRowView {
                topic: link("住房保障", "../zt/housing.html"),
                cells: vec![vec![link("租房补贴", "../sx/a.html")], vec![]],
            }],
        },
        hires: vec![benefit_group("x-hire-young-phd")],
        agencies: benefit_group("x-agencies"),
        platforms: facet_links().links,
        journeys: vec![card()],
        guides: vec![link("落户", "../zn/a.html")],
        offices: vec![contact()],
    };
    vec![
        BodyView::Entrance(Box::new(full("talent"))),
        BodyView::Entrance(Box::new(full("employer"))),
        BodyView::Entrance(Box::new(EntranceView { code: "employer", ..EntranceView::default() })),
        BodyView::Automatic(Box::new(AutomaticView {
            lead: "不用申请。".into(),
            groups: vec![
                benefit_group("x-automatic"),
                BenefitGroupView { anchor: "x-declaration".into(), ..Default::default() },
            ],
        })),
        BodyView::Faq(Box::new(FaqView {
            description: "常见问题。".into(),
            count: 2,
            groups: vec![FaqGroupView {
                anchor: "x-topic-housing".into(),
                topic: link("住房保障", "../zt/housing.html"),
                questions: vec![faq_answer(true), faq_answer(false)],
            }],
            facets: vec![facet_links()],
        })),
        BodyView::Faq(Box::default()),
    ]
}

fn site(lang: Lang, chrome: ChromeView) -> SiteView {
    let item = |key: &str, text: &str, href: &str, external| SiteLinkView {
        key: key.into(),
        text: text.into(),
        href: href.into(),
        external,
        ..SiteLinkView::default()
    };
    SiteView {
        name: "云溪人才网".into(),
        host_body: "中共云溪区委人才办".into(),
        undertaking_body: "云溪区人才服务中心".into(),
        contact: vec![item("phone", "000-12345678", "tel:00012345678", true)],
        footer_links: vec![item("site_map", "网站地图", "wzdt/index.html", false)],
        identity: vec![item("icp", "浙ICP备00000000号", "https://beian.miit.gov.cn/", true)],
        interaction: item("interaction", "12345", "tel:12345", true),
        nav: vec![item("zc", "政策", "zc/index.html", false), item("pt", "平台", "pt/index.html", false)],
        languages: vec![item("en", "English", "en/index.html", false)],
        search_action: "wzdt/index.html".into(),
        theme_color: "blue".into(),
        chrome,
        ..SiteView::of(lang)
    }
}

fn open_data() -> BodyView {
    BodyView::Data(Box::new(DataView {
        count: 1,
        sets: vec![DatasetView {
            anchor: "x-benefits".into(),
            title: link("政策事项", "../sx/index.html"),
            description: "全部政策事项".into(),
            count: 25,
            updated: date("2026年3月1日", "2026-03-01"),
            files: vec![link("CSV", "benefits.csv"), link("JSON", "benefits.json")],
            schema: link("JSON Schema", "../schema/data-list-benefits.json"),
        }],
        licence: link("开放数据许可", "https://www.example.gov.cn/xk"),
        catalog: link("DCAT", "catalog.json"),
    }))
}

fn view(lang: Lang, body: BodyView) -> View {
    let page = PageView {
        kind: if body == BodyView::NotFound { "not_found" } else { "policy" },
        lang: lang.tag(),
        root: "../".into(),
        route: "zc/a.html".into(),
        column: "zc".into(),
        title: "云溪区“人才新政” <20条> & 解读".into(),
        head_title: "人才新政-云溪人才网".into(),
        breadcrumbs: vec![link("首页", "../index.html"), link("政策", "index.html"), link("人才新政", "")],
        metas: vec![MetaView { name: "SiteName", content: "云溪\"人才\"网".into() }],
        canonical: "https://www.example.gov.cn/rc/zc/a.html".into(),
        alternates: vec![AlternateView {
            lang: "en",
            href: "https://www.example.gov.cn/en/zc/a.html".into(),
        }],
        machine: vec![MachineLinkView {
            media_type: "application/json",
            title: "JSON".into(),
            href: "../data/zc/a.json".into(),
        }],
        open_graph: vec![PropertyView { property: "og:title", content: "人才\"新政\"".into() }],
        json_ld: "{}".into(),
        noindex: true,
        translation: TranslationView {
            lang: "en",
            text: "English".into(),
            href: "../en/zc/a.html".into(),
            lead: "policies (in Chinese only)".into(),
            note: "译文仅供参考".into(),
        },
        banners: vec![BannerView {
            code: "preview", text: "预览版".into(), link: link("说明", "a.html")
        }],
        error_report: "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=1".into(),
        feedback: link("区长信箱", "https://www.example.gov.cn/xin"),
        linked: body != BodyView::NotFound,
    };
    View { page, body }
}

fn html(theme: &Theme, lang: Lang, chrome: ChromeView, view: &View) -> String {
    let mut variables = theme.variables(lang);
    variables.insert("site", &site(lang, chrome));
    variables.extend(view.variables());
    let mut out = Vec::new();
    theme.render(view.body.template(), &variables, &mut out).unwrap_or_else(|fault| panic!("{fault:?}"));
    String::from_utf8(out).unwrap()
}

/// What is wrong with a page, whatever it holds.
fn faults(page: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if page.matches("<h1").count() != 1 {
        faults.push(format!("{} h1", page.matches("<h1").count()));
    }
    for barred in [" style=", "<style", " onclick=", " onload=", "integrity=", "<b>", "href=\"\"", "src=\"\""]
    {
        if page.contains(barred) {
            faults.push(barred.to_string());
        }
    }
    for tag in ["div", "section", "main", "p", "ul", "ol", "li", "dl", "nav", "table", "a", "span", "article"]
    {
        let open = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        if open != page.matches(&format!("</{tag}>")).count() {
            faults.push(format!("unbalanced {tag}"));
        }
    }
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    ids.sort_unstable();
    faults.extend(ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| format!("id {}", pair[0])));
    faults.extend(ids.iter().filter(|id| id.is_empty()).map(|_| "empty id".to_string()));
    faults
}

#[test]
fn every_template_renders_in_every_language_and_frame() {
    let (theme, diagnostics) = Theme::load(&Sources::default(), "default");
    assert_eq!(diagnostics, []);
    for lang in Lang::ALL {
        for chrome in [ChromeView::Own, ChromeView::None, ChromeView::Include] {
            for body in bodies() {
                let view = view(lang, body);
                let page = html(&theme, lang, chrome, &view);
                assert_eq!(faults(&page), [""; 0], "{} {chrome:?}\n{page}", view.body.template());
            }
        }
    }
}

#[test]
fn the_head_holds_state_tags_and_policy() {
    let (theme, _) = Theme::load(&Sources::default(), "default");
    let page =
        html(&theme, Lang::Zh, ChromeView::Own, &view(Lang::Zh, BodyView::Policy(entry("policy"), policy())));
    for wanted in [
        "<html class=\"jx jx--auto jx--blue\" lang=\"zh-CN\">",
        "default-src 'none'; script-src 'self'",
        "<meta name=\"SiteName\" content=\"云溪&quot;人才&quot;网\">",
        "<meta name=\"robots\" content=\"noindex\">",
        "<link rel=\"canonical\" href=\"https://www.example.gov.cn/rc/zc/a.html\">",
        "<link rel=\"stylesheet\" href=\"../assets/jx-",
        "<h1>云溪区“人才新政” &lt;20条&gt; &amp; 解读</h1>",
        "<a class=\"jx-nav__link\" href=\"../zc/index.html\" aria-current=\"true\">",
        "<time datetime=\"2026-04-01\">2026年4月1日</time>",
        "我为政府网站找错",
    ] {
        assert!(page.contains(wanted), "no {wanted}\n{page}");
    }
}

#[test]
fn a_page_without_an_address_of_its_own_links_to_nothing() {
    let (theme, _) = Theme::load(&Sources::default(), "default");
    let page = html(&theme, Lang::Zh, ChromeView::Own, &view(Lang::Zh, BodyView::NotFound));
    assert!(!page.contains("href=\"../assets"), "{page}");
    assert!(!page.contains("<form"), "{page}");
}

#[test]
fn gaps_are_said() {
    let (theme, _) = Theme::load(&Sources::default(), "default");
    let empty = BenefitView { boxes: vec![BoxView::default()], ..BenefitView::default() };
    let page = html(
        &theme,
        Lang::En,
        ChromeView::Own,
        &view(Lang::En, BodyView::Benefit(Box::default(), Box::new(empty))),
    );
    assert!(page.contains("<p class=\"jx-gap\">Not stated in the text</p>"), "{page}");
}

#[test]
fn the_page_for_theme_authors_names_every_field() {
    let page = include_str!("../../../docs/theme.md");
    let field = regex::Regex::new(r"(?m)^    pub ([a-z0-9_]+):").unwrap();
    let structs = [
        include_str!("../view.rs"),
        include_str!("call.rs"),
        include_str!("entrance.rs"),
        include_str!("faq.rs"),
        include_str!("home.rs"),
        include_str!("components.rs"),
        include_str!("interpretation.rs"),
        include_str!("search.rs"),
        include_str!("journey.rs"),
        include_str!("notice.rs"),
        include_str!("platform_type.rs"),
        include_str!("programme.rs"),
        include_str!("calendar.rs"),
        include_str!("data.rs"),
        include_str!("version.rs"),
        include_str!("about.rs"),
        include_str!("event.rs"),
        include_str!("indicator.rs"),
        include_str!("progress.rs"),
        include_str!("scheme.rs"),
        include_str!("shortage.rs"),
    ];
    for found in structs.into_iter().flat_map(|text| field.captures_iter(text)) {
        assert!(page.contains(&format!("`{}`", &found[1])), "docs/theme.md lacks `{}`", &found[1]);
    }
    assert!(page.contains(&format!("version {VIEW_VERSION} ")));
}
