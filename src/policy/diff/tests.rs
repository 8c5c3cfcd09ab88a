use super::*;
use crate::diagnostic::FileId;
use crate::markdown::{self, Options};

fn read(text: &str) -> Vec<Provision> {
    let options = Options { policy: true, raw_html: false, skip_title: true };
    let (_, blocks, _) = markdown::facts(FileId(0), text, 0..text.len(), options);
    provisions(&crate::policy::structure(&blocks), &blocks, text)
}

/// What happened to each clause that is not simply the same: `第三条 changed`, `第五条<第四条 same`.
fn told(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (read(old), read(new));
    let label = |side: &[Provision], at: Option<usize>| {
        at.map_or(String::new(), |at| format!("{}{}", side[at].label, side[at].heading))
    };
    let mut told = Vec::new();
    for pair in compare(&old, &new) {
        let (before, after) = (label(&old, pair.old), label(&new, pair.new));
        let number = if before == after || pair.new.is_none() || pair.old.is_none() {
            format!("{}{}", after, if pair.new.is_none() { before } else { String::new() })
        } else {
            format!("{after}<{before}")
        };
        let fate = format!("{:?}", pair.fate).to_lowercase();
        if pair.fate != Fate::Same || number.contains('<') {
            told.push(format!("{number} {fate}{}", if pair.moved { " moved" } else { "" }));
        }
    }
    told
}

const OLD: &str = "# 办法\n\n## 第一章 总则\n\n第一条　为吸引人才到云溪区工作，制定本办法。\n\n第二条　区人才办统筹协调全区人才工作。\n\n第三条　对博士每人给予安家补贴10万元，分3年发放。\n\n第四条　支持企业设立博士后工作站，给予建站补贴。\n\n第五条　本办法自2024年1月1日起施行。\n";

#[test]
fn the_same_text_has_no_change_whatever_its_white_space() {
    assert_eq!(told(OLD, &OLD.replace('\u{3000}', " ").replace("人才工作", "人才\n工作")), [""; 0]);
}

#[test]
fn a_changed_number_of_years_changes_one_article() {
    assert_eq!(told(OLD, &OLD.replace("分3年", "分5年")), ["第三条 changed"]);
}

#[test]
fn an_article_put_in_renumbers_those_behind_it_and_moves_none() {
    let new = OLD
        .replace("第五条", "第六条")
        .replace("第四条", "第五条")
        .replace("第三条", "第三条　各街道落实属地责任，配备专人服务。\n\n第四条");
    assert_eq!(
        told(OLD, &new),
        ["第三条 added", "第四条<第三条 same", "第五条<第四条 same", "第六条<第五条 same"]
    );
}

#[test]
fn an_article_with_a_suffix_leaves_the_numbers_alone() {
    let new = OLD.replace("第四条　", "第三条之一　对硕士每人给予生活补贴3万元。\n\n第四条　");
    assert_eq!(told(OLD, &new), ["第三条之一 added"]);
}

#[test]
fn an_article_that_stands_elsewhere_has_moved_also_with_changes() {
    let new = "# 办法\n\n## 第一章 总则\n\n第一条　为吸引人才到云溪区工作，制定本办法。\n\n第二条　支持企业设立博士后工作站，给予建站补贴20万元。\n\n第三条　区人才办统筹协调全区人才工作。\n\n第四条　对博士每人给予安家补贴10万元，分3年发放。\n\n第五条　本办法自2024年1月1日起施行。\n";
    assert_eq!(told(OLD, new), ["第二条<第四条 changed moved", "第三条<第二条 same", "第四条<第三条 same"]);
}

#[test]
fn what_is_gone_is_removed_where_it_was() {
    let new = OLD.replace("第二条　区人才办统筹协调全区人才工作。\n\n", "");
    assert_eq!(told(OLD, &new), ["第二条 removed"]);
}

#[test]
fn a_text_of_another_subject_is_no_change_of_the_article() {
    let new = OLD.replace("支持企业设立博士后工作站，给予建站补贴。", "违反本规定的，依法追究责任");
    assert_eq!(told(OLD, &new), ["第四条 removed", "第四条 added"]);
}

#[test]
fn chapters_sections_and_annexes_are_units_too() {
    let old = "# 措施\n\n一、总体要求\n\n（一）坚持党管人才。\n\n（二）坚持引育并举，每年安排资金1000万元。\n\n附件1\n\n| 层次 | 补贴 |\n|---|---|\n| A类 | 100万元 |\n| B类 | 50万元 |\n";
    let new = old.replace("总体要求", "总体目标").replace("1000万元", "2000万元").replace("50万元", "60万元");
    assert_eq!(told(old, &new).len(), 3, "{:?}", told(old, &new));
}

#[test]
fn items_are_lines_of_their_article() {
    let old = read(
        "第一条　申请人应当符合下列条件：\n\n（一）年龄不超过45周岁；\n\n（二）在本区缴纳社会保险。\n\n第二条　完。\n",
    );
    let new = read(
        "第一条　申请人应当符合下列条件：\n\n（一）年龄不超过50周岁；\n\n（二）具有博士学位；\n\n（三）在本区缴纳社会保险。\n\n第二条　完。\n",
    );
    let changes = lines(&old[0], &new[0]);
    let fates: Vec<Fate> = changes.iter().map(|change| change.fate).collect();
    assert_eq!(fates, [Fate::Same, Fate::Changed, Fate::Added, Fate::Same]);
    assert_eq!(changes[3].labels.each_ref().map(|label| &**label), ["（二）", "（三）"]);
    assert_eq!(figures(&changes[1].runs), [("45周岁".to_string(), "50周岁".to_string())]);
}

/// The runs of a change: `-old-` and `+new+`.
fn shown(old: &str, new: &str) -> String {
    let runs = words(old, new);
    runs.iter()
        .map(|run| match run {
            Run::Same(text) => text.clone(),
            Run::Removed(text) => format!("-{text}-"),
            Run::Added(text) => format!("+{text}+"),
        })
        .collect()
}

#[test]
fn numbers_keep_their_unit() {
    for (old, new, wanted) in [
        ("补贴1500元。", "补贴1800元。", "补贴-1500元-+1800元+。"),
        ("最高1.5万元的补贴", "最高1.8万元的补贴", "最高-1.5万元-+1.8万元+的补贴"),
        ("期限为三年，自次月起", "期限为五年，自次月起", "期限为-三年-+五年+，自次月起"),
        ("依照第十二条办理手续", "依照第十三条之一办理手续", "依照-第十二条-+第十三条之一+办理手续"),
        ("按百分之二十给予补助", "按百分之二十五给予补助", "按-百分之二十-+百分之二十五+给予补助"),
        ("30个工作日内办结有关事项", "20个工作日内办结有关事项", "-30个工作日-+20个工作日+内办结有关事项"),
    ] {
        assert_eq!(shown(old, new), wanted);
    }
}

#[test]
fn a_line_of_which_little_is_left_is_replaced_whole() {
    let (old, new) = ("企业应当建立健全安全制度。", "申请材料由街道负责初审");
    assert_eq!(shown(old, new), format!("-{old}-+{new}+"));
    assert_eq!(shown("", "新增的话"), "+新增的话+");
}

#[test]
fn references_to_clauses_are_no_figures() {
    let runs = words("依照第十二条给予3年支持", "依照第十三条给予5年支持");
    assert_eq!(figures(&runs), [("3年".to_string(), "5年".to_string())]);
}

#[test]
fn every_character_is_kept_on_both_sides() {
    let texts = ["", "甲乙丙丁", "甲、乙1,500元；丙（二）", "第十二条之一 ABC 万元", "１２３年，一万元"];
    for old in texts {
        for new in texts {
            let runs = words(old, new);
            let side = |skip: fn(&Run) -> bool| -> String {
                runs.iter().filter(|run| !skip(run)).map(text_of).collect()
            };
            assert_eq!(side(|run| matches!(run, Run::Added(_))), old);
            assert_eq!(side(|run| matches!(run, Run::Removed(_))), new);
        }
    }
}

#[test]
fn hostile_texts_end() {
    let article = |number: usize, text: &str| format!("第{number}条　{text}\n\n");
    let other = |seed: u32| -> String {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0x4e00 + (state >> 16) % 20_000).unwrap_or('的')
        };
        (0..60).map(|_| next()).collect()
    };
    let a: String = (1..=500).map(|number| article(number, &other(number as u32))).collect();
    let b: String = (1..=500).map(|number| article(number, &other(number as u32 + 90_000))).collect();
    assert_eq!(compare(&read(&a), &read(&b)).len(), 1000);
    let same: String = (1..=2000).map(|number| article(number, "同一句话。")).collect();
    let fewer: String = (1..=1999).map(|number| article(number, "同一句话。")).collect();
    assert!(compare(&read(&same), &read(&fewer)).iter().filter(|pair| pair.fate != Fate::Same).count() == 1);
    let (long, longer) = (other(1).repeat(400), other(2).repeat(400));
    assert_eq!(words(&long, &longer).len(), 2);
}
