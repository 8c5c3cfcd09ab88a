//! The table itself: twenty kinds, the common fields, the parts and the site settings.
//!
//! Read it beside `content-model.md`, section 4: the order of rows and their obligations are those of
//! that page. A test holds keys equal to `field_keys` of `vocabularies.yaml`.

use super::Kind::*;
use super::Must::*;
use super::Type::*;
use super::{Field, Kind, KindSpec, ListForm, Must, PartSpec, Type};
use std::sync::LazyLock;

const fn row(
    key: &'static str,
    zh: &'static str,
    ty: Type,
    must: Must,
    help_zh: &'static str,
    help_en: &'static str,
    example: &'static str,
) -> Field {
    Field { key, zh, ty, must, help_zh, help_en, example }
}

const LINE: Type = Text { min: 0, max: 0 };
const LINES: Type = List(&LINE);
const DEPARTMENT: Type = Reference(&[Department]);
const BENEFITS: Type = List(&Reference(&[Benefit]));
const BASIS: Type = List(&Part("basis"));
const MATERIALS: Type = List(&Part("material"));
const STEPS: Type = List(&Part("step"));
const ATTACHMENTS: Type = List(&Part("attachment"));
const LEVEL: Type = Vocabulary("levels");
const AUDIENCES: Type = List(&Vocabulary("audiences"));
const TOPICS: Type = List(&Vocabulary("topics"));
const CONTACT: Type = Part("contact");
const MONEY_BY: Type = Tiered(&Money);

/// The fields that every kind has, unless it has one of the same English key.
static COMMON: &[Field] = &[
    row("id", "编号", Slug, Optional, "永久编号，决定网址；默认取文件名", "permanent id, part of the address; the file name by default", "yrc-2026-3"),
    row("title", "标题", Text { min: 4, max: 80 }, Always, "公开的标题，末尾不加句号", "the public title, without a full stop", "云溪区人才政策若干措施"),
    row("published_at", "发布时间", Moment, Always, "首次公开的时间，以后不改", "when it was first published; never changed", "2026-03-02 09:00"),
    row("updated_on", "更新时间", Date, Optional, "最近一次实质修改的日期", "date of the last change of substance", "2026-03-20"),
    row("scheduled", "定时发布", YesNo, Optional, "到发布时间才公开", "published only from the time of publication on", "是"),
    row("source", "来源", TextOrReference(Department), Optional, "发布单位或转载来源；默认为主办单位", "the publishing body or source; the host body by default", "rcb"),
    row("editor", "责任编辑", LINE, Optional, "责任编辑的岗位或姓名，不写电话", "the editor in charge; no phone number", "政策科"),
    row("summary", "摘要", Text { min: 20, max: 120 }, Always, "20 至 120 字的内容概述", "what it says, in 20 to 120 characters", "对来区就业的博士、硕士给予生活补贴和住房补贴。"),
    row("keywords", "关键词", List(&LINE), Optional, "1 至 8 个检索词", "1 to 8 words to search by", "[人才, 住房补贴]"),
    row("column", "栏目", LINE, Optional, "所属栏目；默认由文件夹决定", "the column; by default that of the folder", "政策"),
    row("topics", "主题", TOPICS, Optional, "政策主题", "themes", "[住房保障]"),
    row("audiences", "对象", AUDIENCES, Optional, "适用对象", "for whom it is", "[青年博士]"),
    row("stage", "阶段", Vocabulary("stages"), Optional, "引、育、用、留", "attract, develop, employ or retain", "引"),
    row("life_stages", "生命周期", List(&Vocabulary("life_stages")), Optional, "人才生命周期的环节", "stages of a working life here", "[安家]"),
    row("industries", "行业", List(&Vocabulary("industries")), Optional, "行业", "industries", "[新材料]"),
    row("regions", "地区", List(&Vocabulary("regions")), Optional, "适用地区；默认为本站地区", "where it applies; the region of the site by default", "[云溪区]"),
    row("image", "配图", Part("image"), Optional, "配图，必须有替代文字", "a picture with its alternative text", "{文件: tu.png, 替代文字: 流程图}"),
    row("attachments", "附件", ATTACHMENTS, Optional, "随条目公开的文件", "files published with the entry", "[{文件: 申报表.docx, 名称: 申报表}]"),
    row("openness", "公开方式", Vocabulary("openness"), Optional, "默认主动公开；其他取值不生成页面", "published proactively by default; anything else is never built", "主动公开"),
    row("review", "审核", Part("review"), Production, "三审三校和保密、隐私审查的记录，不公开", "the review record; never shown", "{初审: 办公室, 终审: 分管领导, 保密审查: 通过}"),
    row("lang", "语言", LINE, Computed, "由文件名决定（x.en.md）", "from the file name (x.en.md)", "en"),
    row("translation_of", "译自", LINE, Computed, "由文件名决定", "from the file name", "yrc-2026-3"),
    row("aliases", "旧网址", List(&Path), Optional, "旧的站内路径，自动转到新页面", "former paths in the site; each leads here", "[zc/old.html]"),
    row("withdraw_on", "下架日期", Date, Optional, "此日之后只留一条简短说明；名单必填", "after this day only a short notice stays; obligatory for lists", "2026-12-31"),
    row("allow", "豁免", List(&Part("allow")), Optional, "不报告某条规则，须写理由和期限", "silences one rule, with a reason and an end", "[{规则: V103, 理由: 原文如此, 人: 政策科, 至: 2027-06-30}]"),
    row("custom", "自定义", Map, Optional, "本站自己的字段，模板中可用", "fields of your own, for templates", "{内部分类: 甲}"),
];

static POLICY: &[Field] = &[
    row("document_number", "发文字号", DocumentNumber, Always, "文号；没有写“无”", "the document number, or “无”", "云人才〔2026〕3号"),
    row("registration_number", "统一编号", LINE, When("normative"), "规范性文件的统一编号", "registry number of a normative document", "YXGF-2026-0001"),
    row("index_number", "索引号", LINE, Always, "信息公开目录的索引号", "number in the disclosure catalogue", "11999901000000000A/2026-00012"),
    row("issuers", "发文机关", List(&DEPARTMENT), Always, "发文机关，联合发文按次序", "the issuing departments, in order", "[rcb, rsj]"),
    row("genre", "文种", Vocabulary("document_genres"), Always, "文种", "the genre", "办法"),
    row("level", "层级", LEVEL, Always, "制定机关的层级", "level of government", "区级"),
    row("dated_on", "成文日期", Date, Always, "落款的日期", "date of the signature block", "2026-03-01"),
    row("effective_on", "施行日期", Date, Always, "开始施行的日期，与正文一致", "first day in force, as the text says", "2026-04-01"),
    row("expires_on", "失效日期", DateOrLong, Always, "有效的最后一天，或“长期”", "last day in force, or “长期”", "2029-03-31"),
    row("validity", "有效性", Vocabulary("validity_states"), Optional, "由日期和关系计算，只有“征求意见”可以手写", "computed; only 征求意见 may be written", "征求意见"),
    row("run_off", "到期续付", YesNo, Optional, "到期后是否继续支付存量资金", "whether awards already owed are paid after expiry", "是"),
    row("subject_class", "主题分类", SubjectClass, Optional, "公文主题分类", "subject class of official documents", "劳动、人事、监察\\人事工作"),
    row("normative", "规范性文件", YesNo, Always, "是否行政规范性文件", "whether it is a normative document", "是"),
    row("legality_review", "合法性审核", Part("legality_review"), When("normative"), "合法性审核的结果", "result of the legality review", "{完成: 是, 日期: 2026-02-01, 结论: 合法}"),
    row("fair_competition", "公平竞争审查", Part("fair_competition"), When("normative"), "公平竞争审查的结果", "result of the fair-competition review", "{完成: 是, 日期: 2026-02-02, 结论: 通过}"),
    row("interpreter", "解释机关", DEPARTMENT, Always, "负责解释的部门", "the department that interprets it", "rcb"),
    row("contact", "咨询", CONTACT, Always, "咨询部门和办公电话", "whom to ask, with an office number", "{部门: rcb}"),
    row("review_due_on", "复审日期", Date, Optional, "下次清理评估的日期", "when the office looks at it again", "2028-03-01"),
    row("originals", "原件", ATTACHMENTS, Optional, "签发的 PDF、OFD 或 Word 原件", "the signed PDF, OFD or Word file", "[{文件: yrc-2026-3.pdf}]"),
    row("versions", "版本", List(&Part("version")), Optional, "历次版本", "former and later versions", "[{日期: 2024-07-01, 文件: v2024.md}]"),
    row("errata", "勘误", List(&Part("erratum")), Optional, "网页转换的勘误，不改原文", "conversion errors; the text itself stays", "[{条款: 第三条, 误: 布署, 正: 部署}]"),
    row("policy_set", "政策体系", LINE, Optional, "所属“1+N”体系的名称", "name of the policy set", "云溪英才“1+3”"),
    row("tasks", "任务分解", List(&Part("task")), Optional, "分解的任务和牵头部门", "numbered measures with lead department", "[{编号: '1', 条款: 第三条, 内容: 建人才公寓, 牵头部门: jsj}]"),
    row("stacking_default", "叠加默认", Part("stacking"), Optional, "事项未写叠加规则时适用", "holds for benefits that state no rule", "{规则: 就高, 条款: 第九条}"),
    row("inclusive_bounds", "含本数", YesNo, Optional, "“以上”“以下”是否含本数", "whether bounds include the figure", "是"),
    row("relations", "关系", List(&Part("relation")), Optional, "与其他文件的关系，只写在本文件一端", "relations to other documents, written here only", "[{类型: 代替, 目标: yrc-2023-1}]"),
];

static INTERPRETATION: &[Field] = &[
    row("interprets", "解读对象", Reference(&[Policy]), Always, "所解读的政策", "the policy it explains", "yrc-2026-3"),
    row("form", "形式", Vocabulary("interpretation_forms"), Always, "解读的形式", "its form", "文字"),
    row("interpreted_by", "解读单位", TextOrReference(Department), Always, "解读的部门或专家", "who explains", "rcb"),
    row("points", "要点", Map, Optional, "八个要点", "the eight elements", "{背景依据: …}"),
    row("transcript", "文字稿", Markdown, When("form"), "图解、音频、视频的文字稿", "the text of a graphic, audio or video", "本期解读……"),
];

static BENEFIT: &[Field] = &[
    row("title", "名称", Text { min: 2, max: 40 }, Always, "名词短语，不超过 40 字", "a noun phrase of at most 40 characters", "青年博士生活补贴"),
    row("summary", "一句话", Text { min: 0, max: 80 }, Always, "谁能得到什么，不超过 80 字", "who gets what, at most 80 characters", "来区企业工作的博士，每月补贴3000元，最长3年。"),
    row("audiences", "对象", AUDIENCES, Always, "对象，只写同一类", "for whom; values of one group", "[青年博士]"),
    row("topics", "主题", TOPICS, Always, "主题", "themes", "[生活补贴]"),
    row("level", "层级", LEVEL, Always, "出资的层级", "level of government that pays", "区级"),
    row("support_forms", "支持方式", List(&Vocabulary("support_forms")), Optional, "支持方式", "forms of support", "[补贴]"),
    row("access_mode", "享受方式", Vocabulary("access_modes"), Always, "怎样得到", "how it is obtained", "申报"),
    row("conditions", "条件", List(&Any), Always, "条件，全部满足才符合", "conditions; all must hold", "[{项: 学历, 至少: 博士, 条款: 第三条}]"),
    row("award", "待遇", List(&Part("award")), Always, "给什么、给多少", "what is given, and how much", "{方式: 按量, 单价: 3000元, 单位: 月, 最多: 36}"),
    row("payment", "兑付", Part("payment"), Always, "怎样、何时到账", "how and when it is paid", "{方式: 按季, 时点: 事后, 时限: 30个工作日}"),
    row("stacking", "叠加", Part("stacking"), Always, "与其他事项怎样并用", "how it combines with others", "{组: 生活补贴, 规则: 就高}"),
    row("apply", "申报", Part("apply"), When("access_mode"), "何时、从哪里申报；免申即享不写", "when and where to apply", "{模式: 常年}"),
    row("materials", "材料", MATERIALS, Always, "申报材料", "documents to hand in", "[{名称: 劳动合同, 来源: 自备, 形式: 复印件}]"),
    row("steps", "流程", STEPS, Always, "办理步骤", "the steps", "[{步骤: 提交申请, 谁: 申请人}]"),
    row("handled_by", "受理", Part("handled_by"), Always, "受理部门", "the department that accepts", "{部门: rsj}"),
    row("basis", "依据", BASIS, Always, "政策、条款和一字不差的原文", "policy, clause and verbatim quote", "[{政策: yrc-2026-3, 条款: 第三条, 原文: …}]"),
    row("valid", "有效", Part("valid"), Optional, "有效期，默认与政策相同", "when it may be claimed; that of the policy by default", "{自: 2026-04-01, 至: 2029-03-31}"),
    row("duties", "义务", LINES, Optional, "服务期、退回等义务", "what the recipient owes", "[在区工作满3年]"),
    row("quota", "名额", LINE, Optional, "名额，不计入金额", "how many may get it", "10/年"),
    row("budget", "总盘子", Money, Optional, "资金总额，不是个人待遇", "total budget, never an award", "500万元"),
    row("cases", "样例", List(&Part("case")), Optional, "测试样例", "cases that test the conditions", "[{设: {学历: 博士}, 应: 符合}]"),
    row("verified", "人工核对", Part("verified"), Production, "与原文核对的人和日期", "who compared it with the text, and when", "{人: 复核岗, 日期: 2026-03-10}"),
];

static CALL: &[Field] = &[
    row("programme", "项目", Reference(&[Programme]), Always, "所属项目", "the programme", "xm-linghang"),
    row("benefits", "事项", BENEFITS, Always, "可申报的事项", "the benefits that may be applied for", "[sx-boshi]"),
    row("year", "年度", Year, Always, "年度", "the year", "2026"),
    row("status", "状态", LINE, Computed, "由起止时间计算", "computed from its dates", "申报中"),
    row("suspension", "暂停", Part("suspension"), Optional, "暂停的起止和来源", "when and why it is suspended", "{自: 2026-05-01, 至: 2026-06-01, 来源: …}"),
    row("starts_at", "起", Moment, Always, "开始受理的时间", "when it opens", "2026-03-01 09:00"),
    row("ends_at", "止", Moment, Always, "截止的时间", "when it closes", "2026-04-30 17:00"),
    row("audiences", "对象", AUDIENCES, Always, "对象", "for whom", "[项目团队]"),
    row("topics", "主题", TOPICS, Always, "主题", "themes", "[创业支持]"),
    row("quota", "名额", LINE, Optional, "名额", "how many places", "20"),
    row("conditions_summary", "条件摘要", LINES, Always, "逐条写条件和证明它的材料", "one line per condition, with what proves it", "[注册不满3年（营业执照）]"),
    row("materials", "材料", MATERIALS, Always, "申报材料", "documents", "[{名称: 申报书, 来源: 自备}]"),
    row("submission", "报送方式", LINE, Always, "怎样报送", "how to submit", "网上申报，以系统提交时间为准"),
    row("contact", "联系", CONTACT, Always, "岗位和办公电话，不写姓名", "role and office number, no name", "{部门: rcb}"),
    row("timeline", "时间表", List(&Part("timeline_entry")), Optional, "各步骤的日期", "dates of the steps", "[{步骤: 答辩, 日期: 2026-06-01}]"),
    row("attachments", "附件", ATTACHMENTS, Always, "可填写的表格", "forms that can be filled in", "[{文件: 申报书.docx}]"),
    row("basis", "依据", BASIS, Always, "依据", "basis", "[{政策: yrc-2026-3, 条款: 第六条}]"),
    row("past_calls", "往年", List(&Reference(&[Call])), Optional, "往年的通知", "calls of former years", "[sb-2025-linghang]"),
];

static PROGRAMME: &[Field] = &[
    row("title", "名称", Text { min: 2, max: 60 }, Always, "公开名称", "its public name", "云溪领航计划"),
    row("level", "层级", LEVEL, Always, "层级", "level of government", "区级"),
    row("authority", "主管部门", DEPARTMENT, Always, "主管部门", "the department in charge", "rcb"),
    row("steps", "流程", STEPS, Always, "从申报到验收的步骤", "the steps from application to acceptance", "[{步骤: 申报}, {步骤: 初审}]"),
    row("milestones", "评估节点", LINES, Optional, "评估节点", "when it is assessed", "[中期评估]"),
    row("exit_cases", "退出情形", LINES, Optional, "退出的情形", "when support ends", "[弄虚作假]"),
    row("liabilities", "违约责任", LINES, Optional, "违约责任", "what a breach costs", "[退回已拨资金]"),
    row("sister_programmes", "姊妹项目", List(&Reference(&[Programme])), Optional, "上下级同类项目", "the same at other levels", "[xm-shi]"),
    row("past_numbers_file", "往年数据", File, Optional, "往年申报、入选数量的 CSV", "CSV of past numbers", "linghang.csv"),
    row("benefits", "事项", BENEFITS, Always, "事项", "its benefits", "[sx-chuangye]"),
    row("basis", "依据", BASIS, Always, "依据", "basis", "[{政策: yrc-2026-3}]"),
];

static PLATFORM: &[Field] = &[
    row("title", "名称", Text { min: 2, max: 60 }, Always, "平台名称", "its name", "云溪示例孵化器"),
    row("type", "类型", Vocabulary("platform_types"), Always, "平台类型", "the platform type", "科技企业孵化器"),
    row("levels", "级别", List(&Part("platform_level")), Always, "认定的级别", "recognised levels", "[{级别: 省级, 认定单位: 示例省科技厅, 认定文号: 示科发〔2023〕56号, 认定年份: 2023, 状态: 认定}]"),
    row("rating", "星级", Part("rating"), Optional, "星级评定", "star rating", "{体系: pj-yuanqu, 星: 4}"),
    row("host", "依托单位", LINE, Always, "依托单位", "the legal body behind it", "示例孵化有限公司"),
    row("credit_code", "统一社会信用代码", CreditCode, Optional, "18 位代码", "18 characters", "91999901MA0000000L"),
    row("operator", "运营单位", LINE, Optional, "运营单位，默认为依托单位", "who runs it; the host by default", "示例运营公司"),
    row("authority", "主管部门", DEPARTMENT, Always, "主管部门", "the department in charge", "kgxj"),
    row("industries", "行业", List(&Vocabulary("industries")), Always, "行业", "industries", "[新材料]"),
    row("research_fields", "技术方向", LINES, Optional, "技术方向", "fields of work", "[高分子材料]"),
    row("belongs_to", "归属地", Vocabulary("regions"), Always, "归属地", "the region it belongs to", "云溪区"),
    row("located_in", "所在地", Region, Always, "所在地；飞地与归属地不同", "where it stands", "云溪区"),
    row("address", "地址", LINE, Always, "地址", "address", "溪口街道示例路2号"),
    row("accepts", "可承接", List(&Vocabulary("platform_accepts")), Optional, "可承接的内容", "what it can take in", "[落户项目, 中试]"),
    row("space", "空间", Part("space"), Optional, "面积和租金", "area and rent", "{面积: 12000, 可租: 1500, 租金: 30元/平方米·月, 日期: 2026-10-01}"),
    row("housing", "住房", Part("housing"), When("type"), "人才公寓的房源", "flats", "{套数: 200, 租金: 20元/平方米·月}"),
    row("services", "服务", LINES, Optional, "设备和服务", "equipment and services", "[检测, 工商代办]"),
    row("hours", "开放时间", LINE, When("type"), "开放时间", "opening hours", "工作日9:00—17:00"),
    row("accessibility", "无障碍设施", LINE, Optional, "无障碍设施", "barrier-free facilities", "坡道、无障碍电梯"),
    row("contact", "联系", CONTACT, Always, "联系岗位和办公电话", "role and office number", "{部门: kgxj}"),
    row("results", "成效", List(&Part("result")), Optional, "有来源的数据", "figures with their source", "[{指标: 在孵企业, 值: 86, 年: 2025, 来源: 年度报告}]"),
    row("benefits", "相关事项", BENEFITS, Optional, "相关事项", "benefits that concern it", "[sx-zujin]"),
    row("consent", "同意公开", YesNo, Optional, "个人信息已获书面同意", "written consent of the person concerned", "是"),
];

static PLATFORM_TYPE: &[Field] = &[
    row("title", "名称", Text { min: 2, max: 60 }, Optional, "默认取自词表", "from the vocabulary by default", "科技企业孵化器"),
    row("type", "类型", Vocabulary("platform_types"), Always, "平台类型", "the platform type", "科技企业孵化器"),
    row("authorities", "认定机构", List(&Part("authority")), Always, "认定机构和起止时间", "who recognises it, dated", "[{名称: 示例省科技厅, 自: 2018-01-01}]"),
    row("conditions", "条件", LINES, Always, "认定条件", "conditions", "[场地不少于5000平方米]"),
    row("quota_rules", "限额规则", LINES, Optional, "限额规则", "quota rules", "[每名院士受聘不超过3家]"),
    row("benefits", "支持", BENEFITS, Optional, "各级支持", "support", "[sx-fuhuaqi]"),
    row("status", "状态", Vocabulary("call_statuses"), Always, "申报中或暂停", "open or suspended", "申报中"),
    row("rating_scheme", "评级体系", Reference(&[RatingScheme]), Optional, "评级体系", "rating scheme", "pj-yuanqu"),
    row("basis", "依据", BASIS, Always, "依据", "basis", "[{政策: yrc-2026-3}]"),
];

static GUIDE: &[Field] = &[
    row("title", "事项名称", Text { min: 2, max: 60 }, Always, "办理的事项", "the service", "人才子女入学协调"),
    row("basis", "设定依据", BASIS, Always, "政策、条款、原文", "policy, clause, quote", "[{政策: yrc-2026-3, 条款: 第八条}]"),
    row("conditions", "申请条件", LINES, Always, "逐条写清，不写“其他条件”", "conditions, one by one", "[持有人才卡]"),
    row("materials", "办理材料", MATERIALS, Always, "材料", "documents", "[{名称: 户口簿, 来源: 共享免交}]"),
    row("places", "办理地点", List(&Part("contact")), Always, "地点", "where to go", "[{地址: 区行政服务中心2楼, 部门: rsj}]"),
    row("hours", "办理时间", LINE, Always, "时间", "hours", "工作日9:00—17:00"),
    row("phone", "联系电话", List(&Phone), Always, "办公电话", "office number", "[000-00000003]"),
    row("steps", "办理流程", STEPS, Always, "步骤", "the steps", "[{步骤: 网上提交, 时限: 5个工作日}]"),
    row("topics", "主题", TOPICS, Always, "主题", "themes", "[子女教育]"),
    row("handled_by", "受理", Part("handled_by"), Always, "受理部门", "the department that accepts", "{部门: jyj}"),
    row("handling_type", "办件类型", Vocabulary("handling_types"), Optional, "即办件或承诺件", "handled at once or within a promised time", "承诺件"),
    row("time_limit_legal", "法定时限", Duration, Optional, "法定时限", "legal time limit", "20个工作日"),
    row("time_limit_promised", "承诺时限", Duration, Optional, "承诺时限，不长于法定", "promised time limit", "10个工作日"),
    row("visits", "到现场次数", Integer, Optional, "到现场次数", "visits in person", "0"),
    row("fee", "收费", LINE, Optional, "收费", "fee", "不收费"),
    row("result_name", "结果名称", LINE, Optional, "办理结果", "what you receive", "入学通知单"),
    row("result_sample", "结果样本", File, Optional, "结果样本", "a sample of the result", "样本.pdf"),
    row("online_entry", "线上入口", Url, Optional, "线上入口", "where to apply online", "https://zwfw.yunxi.example/rxxt"),
    row("supervision_phone", "监督电话", Phone, Optional, "监督电话", "supervision number", "000-00000009"),
    row("faqs", "常见问题", List(&Reference(&[Faq])), Optional, "常见问题", "questions and answers", "[wd-1]"),
    row("item_code", "基本编码", LINE, Optional, "事项基本编码", "item code", "000512001000"),
    row("know_before", "决定前须知", LINES, Optional, "签约、搬迁、付款之前必须先办的事", "what must be done before signing, moving or paying", "[先参保，后申请]"),
];

static JOURNEY: &[Field] = &[
    row("situation", "情形", Situation, Always, "人生情形", "the situation", "落户"),
    row("steps", "步骤", List(&Part("journey_step")), Always, "步骤", "the steps", "[{标题: 办居住证, 指南: [zn-juzhuzheng]}]"),
];

static FAQ: &[Field] = &[
    row("question", "问", Text { min: 4, max: 80 }, Always, "问题，以问号结尾", "the question, with a question mark", "租房补贴什么时候到账？"),
    row("answer", "答", Text { min: 0, max: 300 }, Always, "答案，不超过 300 字", "the answer, at most 300 characters", "每季度末发放上季度补贴。"),
    row("basis", "依据", BASIS, Always, "依据", "basis", "[{政策: yrc-2026-3, 条款: 第五条}]"),
    row("checked_on", "复核日期", Date, Always, "最近一次复核的日期", "when it was last checked", "2026-10-01"),
];

static NOTICE: &[Field] = &[
    row("type", "类型", Vocabulary("notice_types"), Always, "公示、结果、公告或名单", "its type", "公示"),
    row("period", "公示期", Part("notice_period"), When("type"), "公示的起止日期", "publicity period", "{起: 2026-11-02, 止: 2026-11-06}"),
    row("list_file", "名单", File, Optional, "名单的 CSV", "CSV of the list", "mingdan.csv"),
    row("list_columns", "名单列", Map, When("list_file"), "每一列怎样公开", "what happens to each column", "{姓名: 按规定公开, 单位: 公开}"),
    row("objection", "异议渠道", Part("objection"), When("type"), "异议渠道", "where to object", "{部门: rcb, 电话: 000-00000003}"),
    row("results_of", "申报通知", Reference(&[Call]), Optional, "对应的申报通知", "the call it reports on", "sb-2026-linghang"),
];

static EVENT: &[Field] = &[
    row("type", "类型", Vocabulary("event_types"), Optional, "活动类型", "its type", "人才沙龙"),
    row("starts_at", "起", Moment, Always, "开始时间", "when it begins", "2026-12-05 14:00"),
    row("ends_at", "止", Moment, Always, "结束时间", "when it ends", "2026-12-05 17:00"),
    row("place", "地点", LINE, Always, "地点", "where", "云溪人才之家"),
    row("organisers", "主办", List(&TextOrReference(Department)), Always, "主办单位", "who holds it", "[rcb]"),
    row("sign_up", "报名", Url, Optional, "报名网址", "where to sign up", "https://hd.yunxi.example/1"),
    row("agenda", "议程", Markdown, Optional, "议程", "agenda", "14:00 开场"),
    row("recap", "回顾", Markdown, Optional, "活动回顾", "how it went", "活动吸引80人参加。"),
];

static SHORTAGE: &[Field] = &[
    row("year", "年度", Year, Always, "年度", "the year", "2026"),
    row("rows_file", "行", File, Always, "岗位的 CSV", "CSV of the posts", "2026.csv"),
    row("basis", "依据", BASIS, Always, "依据", "basis", "[{政策: yrc-2026-3}]"),
    row("definition", "口径", LINE, Always, "口径", "how it was counted", "面向200家企业调查"),
];

static CHALLENGE: &[Field] = &[
    row("need", "需求", LINE, Always, "要解决的问题", "the problem to solve", "耐高温涂层配方"),
    row("organisation", "单位", LINE, Always, "出题单位", "who asks", "示例材料有限公司"),
    row("budget", "预算", Money, Optional, "预算", "budget", "200万元"),
    row("ends_on", "截止", Date, Always, "截止日期", "last day", "2026-12-31"),
];

static INDICATOR: &[Field] = &[
    row("title", "名称", Text { min: 2, max: 60 }, Always, "指标名称", "its name", "新引进博士人数"),
    row("unit", "单位", LINE, Always, "单位", "unit", "人"),
    row("definition", "口径", LINE, Always, "口径", "definition", "当年首次在区参保的博士"),
    row("period_kind", "周期", Vocabulary("indicator_periods"), Always, "周期", "period", "年度"),
    row("series_file", "系列", File, Always, "数据 CSV", "CSV of the series", "boshi.csv"),
    row("as_of", "截至日期", Date, Always, "数据截至日期", "as of", "2026-06-30"),
];

static DEPARTMENT_FIELDS: &[Field] = &[
    row("title", "全称", Text { min: 2, max: 60 }, Always, "全称", "its full name", "示例市云溪区人力资源和社会保障局"),
    row("short_name", "简称", LINE, Always, "简称", "its short name", "区人社局"),
    row("document_prefix", "代字", LINE, Optional, "机关代字，用于政策编号", "issuer prefix of document numbers", "云人社"),
    row("address", "地址", LINE, Always, "地址", "address", "溪口街道示例路1号"),
    row("hours", "时间", LINE, Always, "办公时间", "hours", "工作日8:30—17:00"),
    row("phone", "电话", List(&Phone), Always, "办公电话", "office numbers", "[000-00000003]"),
    row("email", "邮箱", Email, Optional, "单位邮箱", "office mailbox", "rsj@yunxi.example"),
    row("responsibilities", "职责", LINES, Optional, "职责", "responsibilities", "[人才引进, 职称评审]"),
    row("accessibility", "无障碍设施", LINE, Optional, "无障碍设施", "barrier-free facilities", "一楼低位服务台"),
    row("roster_file", "专员", File, Optional, "服务专员的 CSV（岗位、片区、电话，不写姓名）", "CSV of service officers by role and area", "zhuanyuan.csv"),
    row("contact_checked_on", "核对日期", Date, Always, "联系方式核对日期", "when contacts were checked", "2026-10-08"),
];

static LEVEL_SCHEME: &[Field] = &[
    row("title", "名称", Text { min: 2, max: 60 }, Always, "名称", "its name", "云溪区人才层次（2026版）"),
    row("region", "地区", Vocabulary("regions"), Always, "地区", "region", "云溪区"),
    row("version", "版本", LINE, Always, "版本", "version", "2026"),
    row("basis", "依据", BASIS, Always, "依据", "basis", "[{政策: yrc-2026-3}]"),
    row("grades", "级", List(&Part("grade")), Always, "各级，序 1 为最高", "its grades; rank 1 is the highest", "[{码: A, 名称: 顶尖人才, 序: 1}]"),
];

static RATING_SCHEME: &[Field] = &[
    row("title", "名称", Text { min: 2, max: 60 }, Always, "名称", "its name", "人才创业园星级评定"),
    row("platform_types", "平台类型", List(&Vocabulary("platform_types")), Always, "适用的平台类型", "platform types", "[人才创业园]"),
    row("stars", "星级", List(&Part("star")), Always, "各星级的条件", "what each star takes", "[{星: 3, 名称: 三星, 条件: 60分以上}]"),
    row("criteria", "指标", List(&Part("criterion")), Always, "评分指标", "criteria", "[{指标: 入驻企业数, 分值: 20, 复评: 是}]"),
    row("review_cycle", "复评周期", Duration, Always, "多久复评一次", "how often it is reviewed", "2年"),
    row("basis", "依据", BASIS, Always, "依据", "basis", "[{政策: yrc-2026-3}]"),
];

const NO_LIST: ListForm = ListForm::No;
const ROWS: ListForm = ListForm::Rows { repeated: None };

type KindRow = (Kind, [&'static str; 7], ListForm, &'static [Field]);

/// Kind; code, zh, en, folder_zh, folder_en, prefix, column type; list form; own fields.
static KIND_ROWS: &[KindRow] = &[
    (Policy, ["policy", "政策", "Policies", "政策", "policies", "zc", "policy_documents"], NO_LIST, POLICY),
    (Interpretation, ["interpretation", "解读", "Interpretations", "解读", "interpretations", "jd", "interpretation"], NO_LIST, INTERPRETATION),
    (Benefit, ["benefit", "政策事项", "Benefits", "事项", "benefits", "sx", "services"], NO_LIST, BENEFIT),
    (Call, ["call", "申报通知", "Calls", "申报通知", "calls", "sb", "notices"], NO_LIST, CALL),
    (Programme, ["programme", "项目", "Programmes", "项目", "programmes", "xm", "services"], NO_LIST, PROGRAMME),
    (Platform, ["platform", "平台", "Platforms", "平台", "platforms", "pt", "overview"], ListForm::Rows { repeated: Some("levels") }, PLATFORM),
    (PlatformType, ["platform_type", "平台类型", "Platform types", "平台类型", "platform-types", "pt/lx", "overview"], NO_LIST, PLATFORM_TYPE),
    (Guide, ["guide", "办事指南", "Guides", "办事指南", "guides", "zn", "services"], NO_LIST, GUIDE),
    (Journey, ["journey", "一件事", "Step by step", "一件事", "journeys", "yjs", "services"], NO_LIST, JOURNEY),
    (Faq, ["faq", "问答", "Questions and answers", "问答", "faqs", "wd", "response"], ROWS, FAQ),
    (Notice, ["notice", "公示公告", "Notices", "公示", "notices", "gs", "notices"], NO_LIST, NOTICE),
    (Event, ["event", "活动", "Events", "活动", "events", "hd", "work_news"], ROWS, EVENT),
    (News, ["news", "动态", "News", "动态", "news", "dt", "work_news"], NO_LIST, &[]),
    (Shortage, ["shortage", "紧缺人才目录", "Shortage catalogues", "目录", "shortages", "ml", "data_release"], ROWS, SHORTAGE),
    (Challenge, ["challenge", "揭榜需求", "Challenges", "揭榜", "challenges", "jb", "surveys"], ROWS, CHALLENGE),
    (Indicator, ["indicator", "指标", "Indicators", "数据", "indicators", "sj", "data_release"], ROWS, INDICATOR),
    (Department, ["department", "部门", "Departments", "部门", "departments", "bm", "functions"], ROWS, DEPARTMENT_FIELDS),
    (LevelScheme, ["level_scheme", "层次体系", "Talent level schemes", "层次体系", "level-schemes", "cc", "policy_documents"], NO_LIST, LEVEL_SCHEME),
    (RatingScheme, ["rating_scheme", "评级体系", "Rating schemes", "评级体系", "rating-schemes", "pj", "policy_documents"], NO_LIST, RATING_SCHEME),
    (Page, ["page", "页面", "Pages", "页面", "pages", "", "overview"], NO_LIST, &[]),
];

/// Kinds that are mostly lists: fewer of the common fields are obligatory.
const LIST_LIKE: [Kind; 5] = [Platform, Department, Shortage, Indicator, Faq];

/// The kinds, in the order of [`Kind::ALL`].
pub static KINDS: LazyLock<Vec<KindSpec>> = LazyLock::new(|| {
    KIND_ROWS
        .iter()
        .map(|(kind, [code, zh, en, folder_zh, folder_en, prefix, column_type], list, own)| KindSpec {
            kind: *kind,
            code,
            zh,
            en,
            folder_zh,
            folder_en,
            prefix,
            column_type,
            list: *list,
            fields: all_fields(*kind, own),
        })
        .collect()
});

/// The own fields and the common ones that they do not replace. `id` and the titles stand first.
fn all_fields(kind: Kind, own: &'static [Field]) -> Vec<Field> {
    let replaced = |key: &str| {
        own.iter().any(|field| field.key == key)
            || (kind == Faq && key == "title")
            || (kind == Benefit && key == "review")
    };
    let common = COMMON.iter().filter(|field| !replaced(field.key)).map(|field| adapted(kind, field));
    let (first, rest): (Vec<Field>, Vec<Field>) =
        common.partition(|field| matches!(field.key, "id" | "title" | "summary"));
    first.into_iter().chain(own.iter().copied()).chain(rest).collect()
}

/// A common field as this kind has it.
fn adapted(kind: Kind, field: &Field) -> Field {
    let relaxed = LIST_LIKE.contains(&kind) && matches!(field.key, "summary" | "published_at");
    let page = kind == Page && field.key == "published_at";
    Field { must: if relaxed || page { Optional } else { field.must }, ..*field }
}

/// The maps nested in fields.
pub static PARTS: &[PartSpec] = &[
    PartSpec { name: "image", fields: &[
        row("file", "文件", File, Always, "图片文件", "the image file", "tu.png"),
        row("alt", "替代文字", LINE, Always, "看不到图时读的文字", "what is read where the image is not seen", "申报流程图"),
        row("caption", "说明", LINE, Optional, "图片说明", "caption", "图1"),
        row("map_approval", "审图号", LINE, Optional, "地图的审图号", "approval number of a map", "GS（2026）0001号"),
        row("consent", "同意", YesNo, Optional, "图中人物已同意", "persons shown have consented", "是"),
    ] },
    PartSpec { name: "attachment", fields: &[
        row("file", "文件", File, Always, "文件", "the file", "申报表.docx"),
        row("name", "名称", LINE, Optional, "显示的名称", "the name shown", "申报表"),
        row("type", "类型", LINE, Computed, "由文件得出", "from the file", "docx"),
        row("size_bytes", "大小", LINE, Computed, "由文件得出", "from the file", "80 KB"),
        row("sha256", "校验", LINE, Computed, "由文件得出", "from the file", "…"),
    ] },
    PartSpec { name: "review", fields: &[
        row("drafted_by", "拟稿", LINE, Optional, "拟稿岗位", "drafted by", "业务科"),
        row("first_review", "初审", LINE, Production, "初审岗位", "first review", "办公室"),
        row("final_review", "终审", LINE, Production, "终审岗位，与初审不同", "final review, by another person", "分管领导"),
        row("secrecy_review", "保密审查", LINE, Optional, "保密审查结论", "secrecy review", "通过"),
        row("privacy_review", "隐私审查", LINE, Optional, "隐私审查结论", "privacy review", "通过"),
        row("date", "日期", Date, Optional, "审核日期", "date", "2026-03-01"),
    ] },
    PartSpec { name: "allow", fields: &[
        row("rule", "规则", LINE, Always, "规则编号", "the rule", "V103"),
        row("reason", "理由", LINE, Always, "理由", "why", "原文如此"),
        row("by", "人", LINE, Always, "负责人或岗位", "who answers for it", "政策科"),
        row("until", "至", Date, Always, "到哪天为止", "until when", "2027-06-30"),
    ] },
    PartSpec { name: "contact", fields: &[
        row("department", "部门", TextOrReference(Department), Optional, "部门编号；电话、地址取自部门", "the department; phone and address come from it", "rcb"),
        row("role", "岗位", LINE, Optional, "岗位", "role", "政策咨询岗"),
        row("phone", "电话", Phone, Optional, "办公电话", "office number", "000-00000003"),
        row("email", "邮箱", Email, Optional, "单位邮箱", "office mailbox", "rcb@yunxi.example"),
        row("address", "地址", LINE, Optional, "地址", "address", "溪口街道示例路1号"),
        row("hours", "时间", LINE, Optional, "时间", "hours", "工作日9:00—17:00"),
    ] },
    PartSpec { name: "relation", fields: &[
        row("type", "类型", Vocabulary("relation_types"), Always, "关系类型", "the relation", "代替"),
        row("target", "目标", Reference(&[]), Always, "对方的编号", "the other end", "yrc-2023-1"),
        row("clauses", "条款", List(&Clause), Optional, "涉及的条款", "the clauses concerned", "[第五条]"),
    ] },
    PartSpec { name: "version", fields: &[
        row("date", "日期", Date, Always, "从哪天起施行", "in force from", "2024-07-01"),
        row("file", "文件", File, Optional, "该版本全文的 Markdown 文件；本文件里的那一版不写", "Markdown file with its whole text; left out for the version in this file", "v2024.md"),
        row("by", "由", Reference(&[Policy]), Optional, "作出修改的文件", "the amending document", "yrc-2024-2"),
    ] },
    PartSpec { name: "erratum", fields: &[
        row("clause", "条款", Clause, Optional, "条款", "clause", "第三条"),
        row("wrong", "误", LINE, Always, "误", "as printed", "布署"),
        row("right", "正", LINE, Always, "正", "as meant", "部署"),
        row("note", "说明", LINE, Optional, "说明", "note", "转换错误"),
    ] },
    PartSpec { name: "task", fields: &[
        row("id", "编号", LINE, Optional, "序号", "number", "1"),
        row("clause", "条款", Clause, Optional, "条款", "clause", "第三条"),
        row("content", "内容", LINE, Always, "任务", "the task", "建成人才公寓500套"),
        row("department", "牵头部门", TextOrReference(Department), Optional, "牵头部门", "lead department", "jsj"),
        row("status", "状态", LINE, Optional, "进展", "status", "推进中"),
    ] },
    PartSpec { name: "legality_review", fields: &[
        row("done", "完成", YesNo, Always, "是否完成", "done", "是"),
        row("date", "日期", Date, Optional, "日期", "date", "2026-02-01"),
        row("conclusion", "结论", LINE, Optional, "结论", "conclusion", "合法"),
    ] },
    PartSpec { name: "fair_competition", fields: &[
        row("done", "完成", YesNo, Always, "是否完成", "done", "是"),
        row("date", "日期", Date, Optional, "日期", "date", "2026-02-02"),
        row("conclusion", "结论", LINE, Optional, "结论", "conclusion", "不具有排除、限制竞争效果"),
        row("exception", "例外条款", LINE, Optional, "适用的例外", "the exception that applies", "第十二条"),
    ] },
    PartSpec { name: "suspension", fields: &[
        row("from", "自", Date, Always, "从哪天", "from", "2026-05-01"),
        row("to", "至", Date, Optional, "到哪天", "to", "2026-06-01"),
        row("source", "来源", LINE, Optional, "依据", "source", "区人才办通告"),
    ] },
    PartSpec { name: "timeline_entry", fields: &[
        row("step", "步骤", Step, Always, "步骤", "the step", "答辩"),
        row("date", "日期", LINE, Always, "日期", "date", "2026-06-01"),
    ] },
    PartSpec { name: "condition", fields: &[
        row("fact", "项", LINE, Always, "事实的名称", "the fact", "学历"),
        row("clause", "条款", Clause, Optional, "条款", "clause", "第三条"),
        row("reference", "口径", LINE, Optional, "口径", "reference", "申报截止日"),
        row("manual_check", "待核", LINE, Optional, "由工作人员核对的条件", "checked by staff", "在区连续工作"),
        row("exception", "例外", LINE, Optional, "例外", "exception", "急需紧缺岗位除外"),
    ] },
    PartSpec { name: "award", fields: &[
        row("kind", "方式", Vocabulary("award_kinds"), Always, "待遇方式", "kind of award", "定额"),
        row("name", "名称", LINE, Optional, "名称", "name of the component", "安家补助"),
        row("amount", "金额", MONEY_BY, Optional, "金额", "amount", "10万元"),
        row("by", "按", LINE, Optional, "按哪项分档", "the fact that decides the tier", "学历"),
        row("tiers", "档", Any, Optional, "各档", "tiers", "{博士: 10万元, 硕士: 5万元}"),
        row("unit_price", "单价", MONEY_BY, Optional, "单价", "price of a unit", "1500元"),
        row("unit", "单位", LINE, Optional, "单位", "unit", "月"),
        row("quantity", "数量", LINE, Optional, "数量", "quantity", "5"),
        row("quantity_max", "最多", LINE, Optional, "最多", "at most", "24"),
        row("cap", "上限", MONEY_BY, Optional, "上限", "cap", "5万元"),
        row("cap_period", "封顶周期", LINE, Optional, "封顶周期", "period of the cap", "年"),
        row("years", "年限", LINE, Optional, "年限", "years", "3"),
        row("base", "基数", LINE, Optional, "基数", "base", "场地租金"),
        row("ratio", "比例", Tiered(&Ratio), Optional, "比例", "ratio", "50%"),
        row("maximum", "最高", Any, Optional, "最高", "maximum", "500万元"),
        row("decided_by", "决定", LINE, Optional, "由谁决定", "who decides", "专家评审"),
        row("minimum", "下限", Money, Optional, "下限", "minimum", "100万元"),
        row("content", "内容", LINE, Optional, "服务或荣誉的内容", "the service or honour", "优先安排入学"),
        row("product", "产品", Vocabulary("financial_products"), Optional, "金融产品", "financial product", "人才贷"),
        row("credit_limit", "额度", Money, Optional, "额度", "credit limit", "1000万元"),
        row("interest_rate", "利率", LINE, Optional, "利率", "interest rate", "LPR"),
        row("term", "期限", Duration, Optional, "期限", "term", "3年"),
        row("bank", "银行", LINE, Optional, "银行", "bank", "示例银行"),
        row("pre_tax", "税前", YesNo, Optional, "是否税前", "before tax", "是"),
    ] },
    PartSpec { name: "tier", fields: &[
        row("other", "其他", MONEY_BY, Optional, "其他", "any other", "1万元"),
        row("from", "从", LINE, Optional, "从", "from", "1"),
        row("to", "至", LINE, Optional, "至", "to", "3"),
        row("unit_price", "单价", Money, Optional, "单价", "unit price", "2000元"),
    ] },
    PartSpec { name: "payment", fields: &[
        row("mode", "方式", Vocabulary("payment_modes"), Always, "兑付方式", "how it is paid", "按年"),
        row("instalments", "各期", List(&Part("instalment")), Optional, "各期", "instalments", "[{节点: 落地, 比例: 40%}]"),
        row("cycle", "周期", LINE, Optional, "周期", "cycle", "每年一次"),
        row("time_limit", "时限", Duration, Optional, "多久到账", "when it arrives", "30个工作日"),
        row("timing", "时点", Vocabulary("payment_timing"), Optional, "事前、事中或事后", "timing", "事后"),
        row("funding", "资金", Vocabulary("funding_sources"), Optional, "资金来源", "whose money", "区级"),
        row("channel", "渠道", Vocabulary("payment_channels"), Optional, "到个人或单位", "to whom", "个人"),
    ] },
    PartSpec { name: "instalment", fields: &[
        row("milestone", "节点", LINE, Always, "节点", "milestone", "签约落地"),
        row("ratio", "比例", Ratio, Optional, "比例", "share", "40%"),
        row("amount", "金额", Money, Optional, "金额", "amount", "40万元"),
        row("year", "年", Integer, Optional, "第几年", "year", "1"),
    ] },
    PartSpec { name: "stacking", fields: &[
        row("group", "组", LINE, Optional, "叠加组", "stacking group", "生活补贴"),
        row("rule", "规则", Vocabulary("stacking_rules"), Optional, "规则", "rule", "就高"),
        row("scope", "范围", Vocabulary("stacking_scopes"), Optional, "范围", "scope", "同级财政同类事项"),
        row("times", "次数", Vocabulary("times_limits"), Optional, "次数", "how often", "每人一次"),
        row("excludes", "互斥", List(&Reference(&[Benefit])), Optional, "不可同享的事项", "benefits it shuts out", "[sx-zufang]"),
        row("group_cap", "组上限", Money, Optional, "组上限", "cap of the group", "50万元"),
        row("clause", "条款", Clause, Optional, "条款", "clause", "第九条"),
    ] },
    PartSpec { name: "apply", fields: &[
        row("mode", "模式", Vocabulary("apply_modes"), Always, "常年、集中或见通知", "mode", "常年"),
        row("windows", "窗口", List(&Part("window")), Optional, "申报窗口", "windows", "[{起: 2026-03-01, 止: 2026-04-30}]"),
        row("counted_from", "起算", LINE, Optional, "从何时起算", "counted from", "取得证书之日"),
        row("term", "期限", Duration, Optional, "期限", "term", "12个月"),
        row("last_term", "末次期限", LINE, Optional, "末次期限", "last term", "补贴期满后6个月"),
        row("entry", "入口", Url, Optional, "线上入口", "where to apply", "https://zwfw.yunxi.example/"),
        row("call", "通知", Reference(&[Call]), Optional, "申报通知", "the call", "sb-2026-linghang"),
    ] },
    PartSpec { name: "window", fields: &[
        row("start", "起", Moment, Always, "起", "start", "2026-03-01"),
        row("end", "止", Moment, Always, "止", "end", "2026-04-30"),
    ] },
    PartSpec { name: "material", fields: &[
        row("name", "名称", LINE, Always, "材料名称", "the document", "劳动合同"),
        row("source", "来源", LINE, Optional, "自备、签发部门或共享免交", "where it comes from", "自备"),
        row("form", "形式", LINE, Optional, "原件、复印件或电子", "form", "复印件"),
        row("copies", "份数", LINE, Optional, "份数", "copies", "1"),
        row("template", "模板", File, Optional, "空白表格", "blank form", "申报表.docx"),
        row("when", "条件", LINE, Optional, "何时需要", "when it is needed", "已婚的"),
    ] },
    PartSpec { name: "step", fields: &[
        row("step", "步骤", Step, Always, "步骤", "the step", "初审"),
        row("who", "谁", TextOrReference(Department), Optional, "由谁办", "who does it", "rsj"),
        row("time_limit", "时限", LINE, Optional, "时限", "time limit", "5个工作日"),
    ] },
    PartSpec { name: "handled_by", fields: &[
        row("department", "部门", DEPARTMENT, Always, "受理部门", "the department", "rsj"),
        row("phone", "电话", Phone, Optional, "不同于部门电话时写", "where it differs from the department's", "000-00000003"),
        row("address", "地址", LINE, Optional, "地址", "address", "区行政服务中心"),
        row("hours", "时间", LINE, Optional, "时间", "hours", "工作日"),
    ] },
    PartSpec { name: "basis", fields: &[
        row("policy", "政策", TextOrReference(Policy), Always, "政策编号；未收录的写全称和文号", "the policy; by full title where it is not here", "yrc-2026-3"),
        row("clause", "条款", Clause, Optional, "条款", "clause", "第八条"),
        row("quote", "原文", LINE, Optional, "一字不差的原文", "verbatim quote", "每人每月补贴3000元"),
    ] },
    PartSpec { name: "valid", fields: &[
        row("from", "自", Date, Optional, "自", "from", "2026-04-01"),
        row("to", "至", DateOrLong, Optional, "至", "to", "2029-03-31"),
        row("run_off", "到期续付", YesNo, Optional, "到期续付", "run-off", "是"),
    ] },
    PartSpec { name: "case", fields: &[
        row("given", "设", Map, Always, "回答", "the answers", "{学历: 博士}"),
        row("expect", "应", Vocabulary("outcomes"), Always, "应得的结果", "the expected outcome", "符合"),
        row("amount_certain", "确定", LINE, Optional, "确定金额（元）", "certain amount", "100000"),
        row("amount", "金额", LINE, Optional, "最高金额（元）", "highest amount", "100000"),
        row("as_of", "日", Date, Optional, "日期", "on which day", "2026-04-01"),
    ] },
    PartSpec { name: "verified", fields: &[
        row("by", "人", LINE, Always, "核对人或岗位", "who", "复核岗"),
        row("date", "日期", Date, Always, "日期", "when", "2026-03-10"),
    ] },
    PartSpec { name: "platform_level", fields: &[
        row("level", "级别", LEVEL, Always, "级别", "level", "省级"),
        row("recognised_by", "认定单位", LINE, Optional, "认定单位", "recognised by", "示例省科技厅"),
        row("document_number", "认定文号", LINE, Optional, "认定文号", "document number", "示科发〔2023〕56号"),
        row("year", "认定年份", Year, Optional, "认定年份", "year", "2023"),
        row("status", "状态", Vocabulary("platform_statuses"), Optional, "状态", "status", "认定"),
    ] },
    PartSpec { name: "rating", fields: &[
        row("scheme", "体系", Reference(&[RatingScheme]), Always, "评级体系", "scheme", "pj-yuanqu"),
        row("stars", "星", Integer, Always, "星", "stars", "4"),
        row("rated_on", "评定日期", Date, Optional, "评定日期", "rated on", "2025-06-01"),
        row("valid_until", "有效至", Date, Optional, "有效至", "valid until", "2027-05-31"),
    ] },
    PartSpec { name: "space", fields: &[
        row("area_m2", "面积", Number, Optional, "面积（平方米）", "area in m²", "12000"),
        row("available_m2", "可租", Number, Optional, "可租面积（平方米）", "free area in m²", "1500"),
        row("rent", "租金", LINE, Optional, "租金", "rent", "30元/平方米·月"),
        row("as_of", "日期", Date, Optional, "数据日期", "as of", "2026-10-01"),
    ] },
    PartSpec { name: "housing", fields: &[
        row("units", "套数", Integer, Optional, "套数", "flats", "200"),
        row("rent", "租金", LINE, Optional, "租金", "rent", "20元/平方米·月"),
        row("rule", "规则", LINE, Optional, "申请规则", "who may apply", "毕业5年内"),
        row("queue_rule", "轮候", LINE, Optional, "轮候规则", "queue rule", "按申请先后"),
    ] },
    PartSpec { name: "result", fields: &[
        row("name", "指标", LINE, Always, "指标", "figure", "在孵企业"),
        row("value", "值", LINE, Always, "值", "value", "86"),
        row("year", "年", Year, Optional, "年", "year", "2025"),
        row("source", "来源", LINE, Optional, "来源", "source", "年度报告"),
    ] },
    PartSpec { name: "authority", fields: &[
        row("name", "名称", LINE, Always, "机构", "body", "示例省科技厅"),
        row("from", "自", LINE, Optional, "自", "from", "2018-01-01"),
        row("to", "至", LINE, Optional, "至", "to", "2024-12-31"),
    ] },
    PartSpec { name: "journey_step", fields: &[
        row("title", "标题", LINE, Always, "这一步做什么", "what to do", "办理居住证"),
        row("text", "说明", LINE, Optional, "说明", "text", "到街道便民中心办理"),
        row("guides", "指南", List(&Reference(&[Guide])), Optional, "指南", "guides", "[zn-juzhuzheng]"),
        row("benefits", "事项", BENEFITS, Optional, "事项", "benefits", "[sx-boshi]"),
        row("time_limit", "时限", LINE, Optional, "时限", "time limit", "入职30日内"),
    ] },
    PartSpec { name: "notice_period", fields: &[
        row("start", "起", Date, Always, "起", "start", "2026-11-02"),
        row("end", "止", Date, Always, "止", "end", "2026-11-06"),
    ] },
    PartSpec { name: "objection", fields: &[
        row("department", "部门", TextOrReference(Department), Always, "部门", "department", "rcb"),
        row("phone", "电话", Phone, Optional, "电话", "phone", "000-00000003"),
        row("address", "地址", LINE, Optional, "地址", "address", "溪口街道示例路2号"),
    ] },
    PartSpec { name: "shortage_row", fields: &[
        row("industry", "产业", LINE, Always, "产业", "industry", "新材料"),
        row("post", "岗位", LINE, Always, "岗位", "post", "配方工程师"),
        row("discipline", "学科专业", LINE, Optional, "学科专业", "discipline", "高分子材料"),
        row("education", "学历", LINE, Optional, "学历", "education", "硕士"),
        row("skill", "技能", LINE, Optional, "技能", "skill", "—"),
        row("quantity_band", "数量级", LINE, Optional, "数量级", "how many", "10—20人"),
        row("salary_range", "薪酬区间", LINE, Optional, "薪酬区间", "salary", "20万—30万元"),
        row("degree", "紧缺度", Vocabulary("shortage_degrees"), Optional, "紧缺度 1—5", "degree of shortage, 1 to 5", "5"),
    ] },
    PartSpec { name: "series_row", fields: &[
        row("period", "期", LINE, Always, "期", "period", "2025"),
        row("region", "地区", LINE, Optional, "地区", "region", "云溪区"),
        row("value", "值", Number, Always, "值", "value", "128"),
        row("base", "基期值", Number, Optional, "基期值", "base", "100"),
        row("target", "目标", Number, Optional, "目标", "target", "150"),
        row("target_year", "目标年", Year, Optional, "目标年", "target year", "2027"),
    ] },
    PartSpec { name: "payment_progress_row", fields: &[
        row("batch", "批次", LINE, Always, "批次", "batch", "2026年第二批"),
        row("benefit", "事项", Reference(&[Benefit]), Always, "政策事项的编号", "the benefit", "qn-shenghuo"),
        row("accepted_in", "受理月", LINE, Always, "受理的月份", "month of acceptance", "2026-03"),
        row("paid_in", "拨付月", LINE, Always, "拨付的月份", "month of payment", "2026-05"),
        row("count", "件数", Integer, Optional, "件数", "cases", "86"),
        row("median_days", "天数中位数", Number, Always, "从受理到拨付的工作日，取中位数；集中申报的自申报截止之日起算", "median of working days from acceptance to payment; where applications close on a day, from that day", "41"),
        row("as_of", "截至", Date, Always, "数据截至日期", "as of", "2026-06-30"),
    ] },
    PartSpec { name: "roster_row", fields: &[
        row("role", "岗位", LINE, Always, "岗位", "role", "人才服务专员"),
        row("area", "片区", LINE, Optional, "片区", "area", "溪口街道"),
        row("phone", "电话", Phone, Always, "办公电话", "office number", "000-00000011"),
    ] },
    PartSpec { name: "grade", fields: &[
        row("code", "码", LINE, Always, "码", "code", "A"),
        row("name", "名称", LINE, Always, "名称", "name", "顶尖人才"),
        row("rank", "序", Integer, Always, "序，1 最高", "rank; 1 is the highest", "1"),
        row("criteria_summary", "认定条件摘要", LINE, Optional, "认定条件摘要", "criteria", "国内外公认的杰出科学家"),
        row("maps_to", "对应", List(&Part("grade_mapping")), Optional, "对应的其他体系", "grades of other schemes that count here", "[{体系: cc-shi, 码: A}]"),
        row("perks", "礼遇", LINES, Optional, "礼遇", "perks", "[免费体检]"),
    ] },
    PartSpec { name: "grade_mapping", fields: &[
        row("scheme", "体系", TextOrReference(LevelScheme), Always, "体系", "scheme", "cc-shi"),
        row("code", "码", LINE, Always, "码", "code", "A"),
    ] },
    PartSpec { name: "star", fields: &[
        row("stars", "星", Integer, Always, "星", "stars", "3"),
        row("name", "名称", LINE, Optional, "名称", "name", "三星"),
        row("condition", "条件", LINE, Optional, "条件", "condition", "60分以上"),
    ] },
    PartSpec { name: "criterion", fields: &[
        row("name", "指标", LINE, Always, "指标", "criterion", "入驻企业数"),
        row("points", "分值", LINE, Optional, "分值", "points", "20"),
        row("used_in_review", "复评", YesNo, Optional, "是否星级复评指标", "used in the star review", "是"),
    ] },
    PartSpec { name: "interaction", fields: &[
        row("name", "名称", LINE, Always, "名称", "name", "12345热线"),
        row("name_en", "英文名称", LINE, Optional, "英文名称", "its name in English", "12345 hotline"),
        row("url", "网址", LINE, Optional, "网址，可含 {url} 和 {title}", "address; may hold {url} and {title}", "https://12345.yunxi.example"),
        row("phone", "电话", Phone, Optional, "电话", "phone", "12345"),
    ] },
    PartSpec { name: "licence", fields: &[
        row("name", "名称", LINE, Always, "名称", "name", "政府开放数据许可"),
        row("url", "网址", Url, Optional, "网址", "address", "https://data.yunxi.example/licence"),
    ] },
    PartSpec { name: "site_search", fields: &[
        row("exclude_kinds", "排除类别", LINES, Optional, "不进入搜索的类别", "kinds kept out of search", "[动态]"),
        row("exclude_fields", "排除字段", LINES, Optional, "不进入搜索的字段", "fields kept out of search", "[索引号]"),
        row("exclude_headings", "排除标题", LINES, Optional, "不进入搜索的小节，写页面上的标题或条款编号", "sections kept out of search, by their heading or printed label", "[附件1]"),
    ] },
    PartSpec { name: "site_column", fields: &[
        row("kind", "类别", LINE, Optional, "对应的条目类别", "the kind of entries in it", "政策"),
        row("name", "名称", LINE, Always, "栏目名称", "its name", "政策文件"),
        row("description", "说明", Text { min: 10, max: 0 }, Optional, "栏目说明，不少于 10 字", "what it is for", "集中公开人才政策文件"),
        row("keywords", "关键词", LINES, Optional, "1 至 8 个词", "1 to 8 words", "[人才政策]"),
        row("column_type", "栏目类型", Vocabulary("column_types"), Optional, "ColumnType", "ColumnType", "政策文件"),
        row("name_en", "英文名称", LINE, Optional, "英文名称", "its name in English", "Policy documents"),
        row("description_en", "英文说明", LINE, Optional, "英文说明", "what it is for, in English", "Policies on talent with their texts"),
        row("keywords_en", "英文关键词", LINES, Optional, "1 至 8 个英文词", "1 to 8 words in English", "[talent policy]"),
    ] },
];

/// The settings of `content/site.yaml`.
pub static SITE: &[Field] = &[
    row("site_name", "网站名称", LINE, Production, "网站名称；专栏模式写上级网站的", "name of the site; in column mode the parent's", "云溪区人才政策网"),
    row("name_en", "英文名称", LINE, Optional, "英文名称", "name in English", "Yunxi Talent Policy"),
    row("site_domain", "网站域名", LINE, Production, "域名，不带 http://", "the host, without http://", "www.yunxi.example"),
    row("site_id_code", "网站标识码", SiteIdCode, Production, "政府网站标识码，10 位", "site identification code, 10 characters", "9999010001"),
    row("base_url", "网址", Url, Production, "网站首页的完整网址", "full address of the home page", "https://www.yunxi.example"),
    row("base_path", "子目录", LINE, Optional, "部署在别人网站的子目录时写", "sub-folder of somebody else's site", "/rencai/"),
    row("profile", "发布模式", Choice(&[("preview", "预览"), ("production", "正式")]), Optional, "预览或正式", "preview or production", "预览"),
    row("chrome", "页框", Choice(&[("own", "自有"), ("none", "无"), ("include", "嵌入")]), Optional, "自有页头页脚、无，或嵌入上级网站", "own head and footer, none, or a fragment", "自有"),
    row("parent_prints", "上级页面显示", List(&Choice(&[("title", "标题"), ("breadcrumbs", "当前位置"), ("tools", "工具")])), Optional, "嵌入时由上级页面显示、本站不再显示的部分", "what the parent page prints of a fragment", "[标题, 当前位置]"),
    row("host_body", "主办单位", LINE, Production, "主办单位", "host body", "中共示例市云溪区委人才工作领导小组办公室"),
    row("undertaking_body", "承办单位", LINE, Optional, "承办单位", "undertaking body", "云溪区人才服务中心"),
    row("contact", "联系方式", CONTACT, Production, "页脚的电话和地址", "phone and address of the footer", "{电话: 000-00000003, 地址: 溪口街道示例路1号}"),
    row("icp_number", "网站备案号", IcpNumber, Production, "ICP 备案号", "ICP filing number", "浙ICP备00000000号"),
    row("public_security_number", "公安备案号", PublicSecurityNumber, Production, "公安备案号", "public security filing number", "浙公网安备 99990102000001号"),
    row("conac_id", "党政机关网站标识", LINE, Production, "党政机关网站标识编号", "id of the Party and government site mark", "0000000000000000000000000000000A"),
    row("interaction_channel", "互动渠道", Part("interaction"), Production, "12345 或上级网站信箱", "12345 or the parent's mailbox", "{名称: 12345热线, 电话: 12345}"),
    row("region", "地区", Vocabulary("regions"), Production, "本站地区", "region of the site", "云溪区"),
    row("languages", "语言", List(&LINE), Optional, "语言，第一个为主", "languages, the main one first", "[zh, en]"),
    row("theme", "主题模板", LINE, Optional, "themes/ 下的文件夹名", "a folder under themes/", "default"),
    row("theme_color", "主色", Choice(&[("blue", "蓝"), ("red", "红")]), Optional, "蓝或红", "blue or red", "蓝"),
    row("page_size", "每页条数", Integer, Optional, "列表每页条数，默认 20", "entries on a page of a list; 20", "20"),
    row("raw_html", "允许HTML", YesNo, Optional, "正文中是否允许 HTML", "whether bodies may hold HTML", "否"),
    row("file_size_max", "文件大小上限", LINE, Optional, "单个文件的上限，默认 20MB", "limit for one file; 20MB", "20MB"),
    row("search_exclude", "搜索排除", LINES, Optional, "不进入搜索的编号", "ids kept out of search", "[about]"),
    row("search", "搜索", Part("site_search"), Optional, "搜索的范围", "what search looks through", "{排除类别: [动态]}"),
    row("data_licence", "数据许可", Part("licence"), Optional, "开放数据的许可", "licence of open data", "{名称: 政府开放数据许可}"),
    row("feed_authority", "订阅标识", LINE, Optional, "订阅源的 tag: 标识", "authority of tag: ids", "www.yunxi.example,2026"),
    row("logo", "徽标", File, Optional, "徽标图片", "logo", "logo.svg"),
    row("disclosure_guide", "公开指南", Url, Optional, "信息公开指南的网址", "address of the disclosure guide", "https://www.yunxi.example/zn"),
    row("application_channel", "依申请公开", Url, Optional, "依申请公开的网址", "address for requests", "https://www.yunxi.example/ysq"),
    row("holiday_calendar", "节假日表", File, Optional, "节假日表", "holiday calendar", "vocabularies/holidays.yaml"),
    row("payment_progress", "兑付进度", File, Optional, "兑付进度的 CSV", "CSV of payment progress", "duifu-jindu.csv"),
    row("index_number_pattern", "索引号格式", LINE, Optional, "索引号的正则表达式", "pattern of index numbers", "^[0-9A-Z]{18}/[0-9]{4}-[0-9]{5}$"),
    row("registration_number_pattern", "统一编号格式", LINE, Optional, "统一编号的正则表达式", "pattern of registration numbers", "^YXGF-[0-9]{4}-[0-9]{4}$"),
    row("interpretation_days", "解读时限", Integer, Optional, "解读应在几个工作日内发布，默认 3", "working days for an interpretation; 3", "3"),
    row("disclosure_days", "公开时限", Integer, Optional, "公开应在几个工作日内，默认 20", "working days for disclosure; 20", "20"),
    row("publicity_days", "公示时限", Integer, Optional, "公示不少于几个工作日，默认 5", "working days of publicity; 5", "5"),
    row("column_types", "栏目类型", List(&Vocabulary("column_types")), Optional, "上级网站接受的栏目类型", "column types that the parent accepts", "[政策文件]"),
    row("columns", "栏目", List(&Part("site_column")), Optional, "栏目的名称、说明和关键词", "columns", "[{类别: 政策, 名称: 政策文件}]"),
    row("fiscal_levels", "资金层级", List(&LEVEL), Optional, "本站解释哪些层级的资金", "levels whose money this site explains", "[区级]"),
    row("targets", "发布目标", Any, Optional, "发布目标", "publishing targets", "{}"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;
    use crate::source::yaml::{self, Node};
    use crate::vocabulary::{BUILT_IN, Vocabularies};

    fn keys(node: &Node) -> Vec<(String, String)> {
        let pairs = node.map().unwrap_or_default().iter();
        pairs.filter_map(|(zh, key)| Some((zh.text.clone(), key.scalar()?.to_string()))).collect()
    }

    /// The own rows of a kind, then the common ones it keeps, hold exactly the keys of the dictionary.
    #[test]
    fn keys_are_those_of_the_vocabularies() {
        let (node, _) = yaml::parse(FileId(0), BUILT_IN, 0..BUILT_IN.len());
        let node = node.unwrap();
        let all = node.get("field_keys").unwrap();
        let common = keys(all.get("common").unwrap());
        for spec in KINDS.iter() {
            let own = keys(all.get(spec.code).unwrap());
            for (zh, key) in &own {
                let found = spec.fields.iter().any(|field| field.zh == zh && field.key == key);
                assert!(found, "{}: {zh} → {key} is missing", spec.code);
            }
            for field in &spec.fields {
                let pair = (field.zh.to_string(), field.key.to_string());
                assert!(own.contains(&pair) || common.contains(&pair), "{}: {pair:?} is unknown", spec.code);
            }
            for (zh, key) in &common {
                let replaced = own.iter().any(|(_, other)| other == key) || spec.field(key).is_none();
                let kept = spec.fields.iter().any(|field| field.zh == zh && field.key == key);
                assert!(kept || replaced, "{}: {zh} → {key} is missing", spec.code);
            }
        }
    }

    #[test]
    fn parts_are_those_of_the_vocabularies() {
        let (node, _) = yaml::parse(FileId(0), BUILT_IN, 0..BUILT_IN.len());
        let node = node.unwrap();
        let parts = node.get("field_keys").and_then(|all| all.get("parts")).unwrap();
        for (name, part) in parts.map().unwrap() {
            let spec = PARTS.iter().find(|spec| spec.name == name.text);
            let spec = spec.unwrap_or_else(|| panic!("part {} is missing", name.text));
            let written: Vec<(String, String)> = spec.fields.iter().map(|f| (f.zh.into(), f.key.into())).collect();
            assert_eq!(written, keys(part), "{}", name.text);
        }
    }

    #[test]
    fn every_type_names_what_exists() {
        fn check(ty: &Type, vocabularies: &Vocabularies) {
            match ty {
                Vocabulary(name) => assert!(vocabularies.contains(name), "{name}"),
                Part(name) => assert!(PARTS.iter().any(|part| part.name == *name), "{name}"),
                List(inner) | Tiered(inner) => check(inner, vocabularies),
                _ => {}
            }
        }
        let vocabularies = Vocabularies::built_in();
        let of_kinds = KINDS.iter().flat_map(|spec| &spec.fields);
        for field in of_kinds.chain(PARTS.iter().flat_map(|part| part.fields)).chain(SITE) {
            check(&field.ty, &vocabularies);
            assert!(!field.help_zh.is_empty() && !field.help_en.is_empty(), "{}", field.key);
        }
    }
}
