//! Writes a portal of any size: settings, departments and short policies of about 3 KB each.
//!
//! Takes a folder and a number of policies, gives files. Everything comes from a fixed seed, so the
//! same number gives the same bytes on every machine.
//!
//! **Invariant**: no clock, no environment, no names of real places or people.

use std::fs;
use std::io;
use std::path::Path;

/// Changing it makes former figures incomparable.
const SEED: u64 = 0x6a75_7869_616e_0001;
pub const SITE_NAME: &str = "云溪区人才政策网";
/// An article is ended when it has as many bytes.
const ARTICLE_BYTES: usize = 400;
const FIRST_YEAR: u64 = 2010;
const YEARS: usize = 17;

/// A body that issues policies.
pub struct Department {
    pub id: &'static str,
    pub name: &'static str,
    short_name: &'static str,
    /// The characters that begin its document numbers.
    prefix: &'static str,
}

const fn department(
    id: &'static str,
    name: &'static str,
    short_name: &'static str,
    prefix: &'static str,
) -> Department {
    Department { id, name, short_name, prefix }
}

pub const DEPARTMENTS: [Department; 12] = [
    department("rcb", "示例市云溪区人才工作领导小组办公室", "区人才办", "云人才"),
    department("rsj", "示例市云溪区人力资源和社会保障局", "区人社局", "云人社"),
    department("kgj", "示例市云溪区科技工业和信息化局", "区科工信局", "云科工信"),
    department("jyj", "示例市云溪区教育局", "区教育局", "云教"),
    department("jsj", "示例市云溪区住房和城乡建设局", "区住建局", "云建"),
    department("czj", "示例市云溪区财政局", "区财政局", "云财"),
    department("wjj", "示例市云溪区卫生健康局", "区卫健局", "云卫"),
    department("nyj", "示例市云溪区农业农村局", "区农业农村局", "云农"),
    department("swj", "示例市云溪区商务局", "区商务局", "云商务"),
    department("wlj", "示例市云溪区文化和旅游局", "区文旅局", "云文旅"),
    department("zjj", "示例市云溪区市场监督管理局", "区市场监管局", "云市监"),
    department("jrb", "示例市云溪区金融工作办公室", "区金融办", "云金融"),
];

/// The topics of the built-in vocabulary.
pub const TOPICS: [&str; 24] = [
    "引才资助",
    "创业支持",
    "创新平台",
    "企业引才用才",
    "柔性引才",
    "中介引才",
    "生活补贴",
    "住房保障",
    "子女教育",
    "医疗保健",
    "配偶就业",
    "落户",
    "出入境与工作许可",
    "金融支持",
    "税费",
    "奖励荣誉",
    "职称与技能评价",
    "培训研修",
    "博士后",
    "实习见习",
    "成果转化与知识产权",
    "活动赛事",
    "交通文旅",
    "乡村与社工人才",
];

const WHO: [&str; 12] = [
    "青年博士",
    "高校毕业生",
    "高技能人才",
    "留学归国人员",
    "用人单位",
    "科技企业孵化器",
    "创业团队",
    "博士后科研工作站",
    "乡村工匠",
    "社会工作人才",
    "人力资源服务机构",
    "中试基地",
];
const FORMS: [&str; 5] = ["办法", "实施细则", "若干措施", "规定", "细则"];
const MATTERS: [&str; 10] = [
    "安家补助",
    "租房补贴",
    "引进奖励",
    "培养资助",
    "平台建设补助",
    "贷款贴息",
    "技能提升补贴",
    "成果转化奖励",
    "实习见习补贴",
    "优才服务",
];
const ACTS: [&str; 8] = [
    "在本区依法登记注册并实际运营",
    "与本区用人单位签订三年以上劳动合同",
    "在本区缴纳社会保险满十二个月",
    "取得国家承认的学历学位证书",
    "入选区级以上人才计划",
    "建立健全财务管理制度",
    "无不良信用记录",
    "按期提交年度工作报告",
];
const DUTIES: [&str; 8] = [
    "应当如实提供材料，并对材料的真实性、合法性、完整性负责",
    "应当自受理之日起十五个工作日内完成审核，并将结果书面告知申请人",
    "应当在门户网站公示五个工作日，公示期间有异议的，应当及时核查处理",
    "应当建立台账，专款专用，接受财政、审计部门的监督检查",
    "不得重复享受同类补助，法律、法规另有规定的，从其规定",
    "应当按照职责分工，密切配合，提高服务效率和管理水平",
    "应当每年组织一次绩效评价，评价结果作为下一年度安排资金的依据",
    "可以委托第三方机构开展评估，所需经费纳入年度预算",
];

/// SplitMix64: eight lines, good enough for texts, the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }
}

/// A policy, before it is written as one generator or another wants it.
pub struct Policy {
    pub number: usize,
    pub id: String,
    pub title: String,
    pub document_number: String,
    /// Position in [`DEPARTMENTS`].
    pub issuer: usize,
    pub form: &'static str,
    pub dated_on: [u64; 3],
    pub effective_on: [u64; 3],
    /// Positions in [`TOPICS`].
    pub topics: Vec<usize>,
    pub summary: String,
    pub body: String,
}

/// What the sentences of one policy are made of.
struct Parts {
    who: &'static str,
    matter: &'static str,
    form: &'static str,
    issuer: &'static Department,
    dated_on: [u64; 3],
    effective_on: [u64; 3],
}

/// The first `count` policies.
pub fn policies(count: usize) -> impl Iterator<Item = Policy> {
    let mut random = Random(SEED);
    let mut issued = [[0; YEARS]; DEPARTMENTS.len()];
    (0..count).map(move |number| policy(&mut random, &mut issued, number))
}

fn policy(random: &mut Random, issued: &mut [[u64; YEARS]; DEPARTMENTS.len()], number: usize) -> Policy {
    let issuer = random.below(DEPARTMENTS.len() as u64) as usize;
    let year = random.below(YEARS as u64);
    let count = &mut issued[issuer][year as usize];
    *count += 1;
    let dated_on = [FIRST_YEAR + year, 1 + random.below(10), 1 + random.below(28)];
    let parts = Parts {
        who: random.one(&WHO),
        matter: random.one(&MATTERS),
        form: random.one(&FORMS),
        issuer: &DEPARTMENTS[issuer],
        dated_on,
        effective_on: [dated_on[0], dated_on[1] + 1, dated_on[2]],
    };
    let Parts { who, matter, form, .. } = parts;
    let Department { short_name, prefix, .. } = parts.issuer;
    let mut topics = [(); 2].map(|()| random.below(TOPICS.len() as u64) as usize).to_vec();
    topics.dedup();
    Policy {
        number,
        id: format!("p{number:06}"),
        title: format!("云溪区{who}{matter}{form}（{}年第{count}号）", dated_on[0]),
        document_number: format!("{prefix}〔{}〕{count}号", dated_on[0]),
        issuer,
        form,
        dated_on,
        effective_on: parts.effective_on,
        topics,
        // With its number, since no more than three may have the same.
        summary: format!(
            "{}年第{count}号文件：对符合条件的{who}给予{matter}，明确条件、标准和程序，由{short_name}负责实施。",
            dated_on[0]
        ),
        body: body(random, &parts),
    }
}

/// A first article, four of some 150 characters, and one on interpretation and entry into force:
/// each article is a link of the page, and the aims speak of pages with 15 links.
fn body(random: &mut Random, parts: &Parts) -> String {
    let Parts { who, matter, form, .. } = parts;
    let Department { name, short_name, .. } = parts.issuer;
    let mut body =
        format!("第一条　为规范{who}{matter}工作，优化人才发展环境，结合本区实际，制定本{form}。\n\n");
    for article in 2..6 {
        body.push_str(&format!("第{}条　", chinese(article)));
        let end = body.len() + ARTICLE_BYTES;
        while body.len() < end {
            match random.below(3) {
                0 => conditions(random, &mut body, matter),
                1 => amount(random, &mut body, who, matter),
                _ => duty(random, &mut body, short_name),
            }
        }
        body.push_str("\n\n");
    }
    let (dated_on, from) = (date(parts.dated_on), date(parts.effective_on));
    body.push_str(&format!(
        "第六条　本{form}由{short_name}负责解释，自{from}起施行。\n\n{name}\n\n{dated_on}\n"
    ));
    body
}

fn conditions(random: &mut Random, body: &mut String, matter: &str) {
    let [one, two, three] = [(); 3].map(|()| random.one(&ACTS));
    body.push_str(&format!("申请{matter}应当同时符合下列条件：（一）{one}；（二）{two}；（三）{three}。"));
}

fn amount(random: &mut Random, body: &mut String, who: &str, matter: &str) {
    let most = 1 + random.below(50);
    let months = 12 * (1 + random.below(5));
    let (act, part) = (random.one(&ACTS), chinese(10 + random.below(80)));
    body.push_str(&format!(
        "对符合条件的{who}，经审核认定后给予最高{most}万元{matter}，分{months}个月发放。{act}的，按百分之{part}执行。"
    ));
}

fn duty(random: &mut Random, body: &mut String, short_name: &str) {
    let (duty, act, other) = (random.one(&DUTIES), random.one(&ACTS), random.one(&DUTIES));
    body.push_str(&format!("{short_name}{duty}。{act}的单位和个人，{other}。"));
}

/// A number below 100 as articles write it.
fn chinese(number: u64) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10, DIGITS[number as usize % 10]);
    match tens {
        0 => ones.to_string(),
        1 => format!("十{ones}"),
        tens => format!("{}十{ones}", DIGITS[tens as usize]),
    }
}

/// As texts write a date.
fn date([year, month, day]: [u64; 3]) -> String {
    format!("{year}年{month}月{day}日")
}

/// As front matter writes a date.
pub fn iso([year, month, day]: [u64; 3]) -> String {
    format!("{year}-{month:02}-{day:02}")
}

/// Writes the portal as `juxian` reads it; the settings are those of [`settings`].
pub fn portal(folder: &Path, count: usize) -> io::Result<()> {
    for name in ["departments", "policies"] {
        fs::create_dir_all(folder.join(name))?;
    }
    for department in &DEPARTMENTS {
        fs::write(folder.join(format!("departments/{}.md", department.id)), department_file(department))?;
    }
    for policy in policies(count) {
        fs::write(folder.join(format!("policies/{}.md", policy.id)), front_matter(&policy) + &policy.body)?;
    }
    Ok(())
}

/// `site.yaml` of a portal with that theme.
pub fn settings(theme: &str) -> String {
    format!(
        "site_name: {SITE_NAME}\nsite_domain: www.yunxi.example\nsite_id_code: '9999010001'\n\
         base_url: https://www.yunxi.example\nprofile: preview\nhost_body: {}\nlanguages: [zh]\ntheme: {theme}\n",
        DEPARTMENTS[0].name
    )
}

fn department_file(department: &Department) -> String {
    let Department { name, short_name, prefix, .. } = department;
    format!(
        "---\n全称: {name}\n简称: {short_name}\n代字: {prefix}\n发布时间: 2010-01-04 09:00\n\
         摘要: {short_name}负责本领域人才政策的制定、解释和兑现，受理咨询。\n地址: 示例市云溪区示例路1号\n\
         时间: 工作日9:00—12:00、13:30—17:00\n电话: [000-00000001]\n职责: [制定和解释人才政策]\n\
         核对日期: 2026-10-12\n---\n\n办公地点和电话见上。\n"
    )
}

/// Every obligatory field, so that nothing is found and only the work is measured.
fn front_matter(policy: &Policy) -> String {
    let issuer = DEPARTMENTS[policy.issuer].id;
    let dated_on = iso(policy.dated_on);
    let topics: Vec<&str> = policy.topics.iter().map(|topic| TOPICS[*topic]).collect();
    format!(
        "---\n标题: {}\n发文字号: {}\n索引号: 119999010000000000/{}-{:06}\n发文机关: [{issuer}]\n文种: {}\n\
         层级: 县级\n成文日期: {dated_on}\n发布时间: {dated_on} 09:00\n施行日期: {}\n失效日期: 长期\n\
         规范性文件: 否\n解释机关: {issuer}\n咨询: {{部门: {issuer}}}\n主题: [{}]\n摘要: {}\n---\n\n",
        policy.title,
        policy.document_number,
        policy.dated_on[0],
        policy.number,
        policy.form,
        iso(policy.effective_on),
        topics.join(", "),
        policy.summary,
    )
}
