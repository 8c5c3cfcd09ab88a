// Writes sites that no office has yet: one with thousands of entries, and one whose texts and tables are of
// the sizes that break layouts. Everything is made up; nothing depends on chance or on the clock.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { numeral } from './stress.mjs';

const TOPICS = ['引才资助', '创业支持', '住房保障', '子女教育', '医疗保健', '生活补贴'];
const AUDIENCES = ['青年博士', '项目团队', '企业', '技能人才'];
const SUBJECTS = ['青年博士', '创业团队', '留学回国人员', '高技能人才', '驻站博士后', '柔性引进专家', '平台运营单位', '人才公寓住户'];
const MATTERS = ['安家补助', '场地租金补贴', '子女入学协调', '健康体检', '贷款贴息', '职称评审', '技能提升奖励', '创业启动资助'];
const pick = (list, index) => list[index % list.length];
const two = (number) => String(number).padStart(2, '0');

/** A day of the ten years before the build. */
const day = (index) => `${2017 + (index % 10)}-${two(1 + (index % 9))}-${two(1 + (index % 28))}`;

const SETTINGS = `site_name: 万条县人才网
name_en: Ten Thousand County Talent
site_domain: www.county.example
site_id_code: '9999020001'
base_url: https://www.county.example/rencai
chrome: own
host_body: bm-1
undertaking_body: 示例县人才服务中心
contact: {department: bm-1, phone: 000-00000003, address: 示例县人民路1号}
icp_number: 京ICP备00000000号
public_security_number: 京公网安备 99990202000001号
conac_id: '0000000000000000000000000000000A'
interaction_channel: {name: 县长信箱, name_en: Letters to the county head, url: 'https://www.county.example/xinxiang'}
disclosure_guide: https://www.county.example/zhinan
application_channel: https://www.county.example/yishenqing
region: '999902'
languages: [zh, en]
`;

const department = (index) => `---
id: bm-${index}
title: 示例县第${numeral(index)}工作部门
short_name: 第${numeral(index)}部门
address: 示例县人民路${index}号
hours: 工作日9:00—12:00
phone: [000-0000000${index % 10}]
summary: 负责第${numeral(index)}类人才工作的受理、审核和兑付。
published_at: 2026-01-02 09:00
---

负责受理和审核。
`;

const policy = (index) => `---
id: zc-${index}
title: 示例县${pick(SUBJECTS, index)}${pick(MATTERS, index >> 3)}办法（第${index}号）
document_number: 示人才〔${2017 + (index % 10)}〕${1 + index}号
issuers: [bm-${1 + (index % 8)}]
genre: 办法
level: 县级
topics: [${pick(TOPICS, index)}]
audiences: [${pick(AUDIENCES, index)}]
dated_on: ${day(index)}
published_at: ${day(index)} 09:00
effective_on: ${day(index)}
expires_on: ${index % 3 ? '长期' : '2026-12-31'}
summary: 规定${pick(SUBJECTS, index)}申请${pick(MATTERS, index >> 3)}的对象、标准、程序和监督办法。
---

第一条　为引进人才，制定本办法。

第二条　对${pick(SUBJECTS, index)}给予${pick(MATTERS, index >> 3)}${1 + (index % 50)}万元。

第三条　本办法由第${numeral(1 + (index % 8))}部门负责解释。
`;

const benefit = (index, policies) => `---
id: sx-${index}
title: ${pick(SUBJECTS, index)}${pick(MATTERS, index >> 3)}（第${index}项）
summary: ${pick(SUBJECTS, index)}申请，一次性给予${1 + (index % 50)}万元
audiences: [${pick(AUDIENCES, index)}]
topics: [${pick(TOPICS, index)}]
level: 县级
access_mode: 申报
conditions: [{项: 学历, 至少: 博士, 条款: 第二条}]
award: {kind: 定额, amount: ${1 + (index % 50)}万元}
payment: {mode: 一次性, time_limit: 30日}
apply: {mode: 常年, entry: 'https://zwfw.county.example/${index}'}
handled_by: {department: bm-${1 + (index % 8)}}
basis: [{policy: zc-${index % policies}, clause: 第二条}]
published_at: ${day(index)} 09:00
---

按申请先后办理。
`;

const question = (index, policies) => `---
id: wd-${index}
question: ${pick(SUBJECTS, index)}的${pick(MATTERS, index >> 3)}第${index}问怎么办？
answer: 向第${numeral(1 + (index % 8))}部门提出申请，审核通过后30日内办结。
basis: [{policy: zc-${index % policies}, clause: 第二条}]
topics: [${pick(TOPICS, index)}]
checked_on: 2026-10-01
published_at: ${day(index)} 09:00
---
`;

const plain = (kind, index) => `---
id: ${kind}-${index}
title: ${pick(SUBJECTS, index)}${pick(MATTERS, index >> 3)}${kind === 'gg' ? '通知' : '工作情况'}（第${index}号）
summary: ${pick(SUBJECTS, index)}${pick(MATTERS, index >> 3)}的办理情况和时间安排。
topics: [${pick(TOPICS, index)}]
${kind === 'gg' ? 'type: 公告\n' : ''}published_at: ${day(index)} 09:00
---

已经办理${index}件。
`;

function writer(folder) {
  const made = new Set();
  return (path, text) => {
    const at = join(folder, 'content', path);
    const parent = at.slice(0, at.lastIndexOf('/'));
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(at, text);
  };
}

/** A site of about `count` entries of five kinds. Returns the ids of all. */
export function writeMany(folder, count) {
  const write = writer(folder);
  const ids = [];
  const put = (kind, id, text) => {
    write(`${kind}/${id}.md`, text);
    ids.push(id);
  };
  write('site.yaml', SETTINGS);
  for (let index = 1; index <= 8; index += 1) put('departments', `bm-${index}`, department(index));
  const share = Math.floor((count - 8) / 5);
  for (let index = 0; index < share; index += 1) {
    put('policies', `zc-${index}`, policy(index));
    put('benefits', `sx-${index}`, benefit(index, share));
    put('faqs', `wd-${index}`, question(index, share));
    put('notices', `gg-${index}`, plain('gg', index));
    put('news', `dt-${index}`, plain('dt', index));
  }
  return ids;
}

const LONG = '关于进一步加强和改进新时代高层次创新创业人才与急需紧缺专业技术人才引进培育使用评价激励服务保障全链条工作';
const longTitle = (length) => LONG.repeat(Math.ceil(length / LONG.length)).slice(0, length - 2) + '办法';
const SENTENCE = '申请人应当如实提供材料，并对材料的真实性负责；受理部门自收到齐全材料之日起十个工作日内完成审核，不予通过的，书面说明理由。';

/** A law of `count` articles in chapters of twelve, as long as a national code. */
function law(count) {
  const head = ['编号: changfa', '标题: 示例县人才发展条例', '文种: 办法', '层级: 县级', '发文机关: [rcb]', '成文日期: 2026-01-05', '发布时间: 2026-01-06 09:00', '施行日期: 2026-02-01', '失效日期: 长期', `摘要: 一部有${count}条的规定，用来看目录、链接和分页。`];
  const parts = [`---\n${head.join('\n')}\n---\n`];
  for (let article = 1; article <= count; article += 1) {
    if (article % 12 === 1) parts.push(`## 第${numeral(Math.ceil(article / 12))}章　第${numeral(Math.ceil(article / 12))}类事项的办理\n`);
    parts.push(`第${numeral(article)}条　${SENTENCE.repeat(1 + (article % 3))}\n`);
    if (article % 5 === 0) parts.push('（一）符合条件的个人；\n\n（二）符合条件的单位。\n');
  }
  return parts.join('\n');
}

/** A table whose every cell says where it is, so that a lost one is found: 示3-7. */
export function table(rows, columns) {
  const row = (cells) => `| ${cells.join(' | ')} |`;
  const numbers = [...Array(columns).keys()];
  const cell = (line, column) => `示${line}-${column}${column === 1 ? '全日制博士研究生' : ''}`;
  return [
    row(numbers.map((column) => `第${numeral(column + 1)}栏名称`)),
    row(numbers.map(() => '---')),
    ...[...Array(rows).keys()].map((line) => row(numbers.map((column) => cell(line, column)))),
  ].join('\n');
}

/** Entries that strain a layout in ways those of `stress.mjs` do not; path in the folder of content to text. */
export function strainedEntries() {
  const title = longTitle(200);
  const issuers = '[rcb, rsj, kgxj, czj, jyj, wjj]';
  const head = (id, name) => `---\n编号: ${id}\n标题: ${name}\n发布时间: 2026-01-06 09:00\n`;
  const wide = table(40, 12);
  return {
    'policies/changfa.md': law(300),
    'policies/changti.md': policy(9001).replace('zc-9001', 'changti').replace(/title: .*/, `title: ${title}`).replace('[bm-2]', issuers),
    'policies/biao.md': `${policy(9002).replace('zc-9002', 'biao').replace(/title: .*/, 'title: 人才分类认定参考目录（宽表）').replace('[bm-3]', '[rcb]')}\n\n${wide}\n`,
    'policies/duanti.md': `${head('duanti', '甲办法')}---\n\n正文。\n`,
    'policies/lianxu.md': `${head('lianxu', '连续字符')}---\n\n第一条　网址 https://www.county.example/${'abcdefghij'.repeat(12)} 和编号 ${'ABCD1234'.repeat(16)} 没有断点。\n`,
    'benefits/changti-sx.md': benefit(9001, 1).replace('sx-9001', 'changti-sx').replace('zc-0', 'changfa').replace('bm-2', 'rcb').replace(/title: .*/, `title: ${title.slice(0, 120)}`).replace(/summary: .*/, `summary: ${SENTENCE}`),
    'benefits/duanti-sx.md': `${head('duanti-sx', '甲补贴')}---\n`,
    'notices/changti-gg.md': `${plain('gg', 9001).replace('gg-9001', 'changti-gg').replace(/title: .*/, `title: ${title}`)}\n${wide}\n`,
    'notices/duanti-gg.md': `${head('duanti-gg', '甲通知')}---\n\n正文。\n`,
    'news/changti-dt.md': plain('dt', 9001).replace('dt-9001', 'changti-dt').replace(/title: .*/, `title: ${title}`),
    'faqs/changti-wd.md': question(9001, 1).replace('wd-9001', 'changti-wd').replace('zc-0', 'changfa').replace(/question: .*/, `question: ${title}是什么？`).replace(/answer: .*/, `answer: ${SENTENCE.repeat(10)}`),
  };
}

/** A site with one entry and no settings. */
export function writeSingle(folder) {
  writer(folder)('policies/duyi.md', '---\nid: duyi\ntitle: 独一办法\npublished_at: 2026-01-06 09:00\n---\n\n第一条　只有一条。\n');
}
