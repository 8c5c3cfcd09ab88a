// Entries that stretch a layout: a law of 266 articles, 300 characters in a title, one character, forty rows, nothing
// but what is required. All of it is made here; a real law takes the place of the generated one where `LAW` names a
// file of one.
import { readFileSync } from 'node:fs';

/** Articles of the long law. */
export const lawArticles = 266;

const digits = '零一二三四五六七八九';

/** 1 to 999 as Chinese writes it in 第…条: 二十, 一百零五, 一百二十. */
export function numeral(number) {
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  let text = hundreds ? `${digits[hundreds]}百` : '';
  if (tens) text += tens === 1 && !hundreds ? '十' : `${digits[tens]}十`;
  else if (hundreds && ones) text += '零';
  return ones ? text + digits[ones] : text;
}

const head = (lines) => `---\n${lines.join('\n')}\n---\n\n`;
const review = '审核: {拟稿: 综合科, 初审: 法规科, 终审: 分管负责人, 保密审查: 通过, 隐私审查: 通过, 日期: 2026-07-06}';

const policy = (id, title, more = []) => head([
  `编号: ${id}`,
  `标题: ${title}`,
  '发文机关: [rcb]',
  '层级: 县级',
  '成文日期: 2026-07-06',
  '发布时间: 2026-07-08 10:00',
  '施行日期: 2026-08-01',
  '来源: rcb',
  '公开方式: 主动公开',
  '主题: [引才资助]',
  '对象: [个人]',
  review,
  ...more,
]);

/** First article of every chapter, and of the sections in it: the proportions of a real law of this length. */
const chapters = [
  [1], [29], [42, 42, 58], [84], [91, 91, 111, 120, 130, 134], [142, 142, 157], [168], [178], [194], [207], [218],
  [229], [243], [250], [265],
];

function headings(number) {
  let text = '';
  chapters.forEach(([first, ...sections], index) => {
    if (first === number) text += `## 第${numeral(index + 1)}章　人才工作的第${numeral(index + 1)}个方面\n\n`;
    const section = sections.indexOf(number) + 1;
    if (section > 0) text += `### 第${numeral(section)}节　其中的第${numeral(section)}个环节\n\n`;
  });
  return text;
}

function generatedLaw() {
  let text = '';
  for (let number = 1; number <= lawArticles; number += 1) {
    text += `${headings(number)}第${numeral(number)}条　区人民政府应当会同有关部门，根据本区产业发展和人才队伍的实际情况，每年第${numeral(number)}次研究人才工作中的重大事项，及时公布办理结果，并听取用人单位和个人的意见。\n\n`;
    text += '有关部门应当自受理申请之日起十五个工作日内作出决定，并书面告知申请人；不予批准的，应当说明理由，同时告知申请人依法享有的权利和行使权利的期限。\n\n';
    if (number % 7 === 0) text += '（一）具有相应的专业技术职称或者职业资格；\n\n（二）与本区用人单位签订三年以上劳动合同；\n\n（三）连续缴纳社会保险满六个月。\n\n';
  }
  return text;
}

function lawBody() {
  if (!process.env.LAW) return generatedLaw();
  return readFileSync(process.env.LAW, 'utf8').split('<!-- INFO END -->').pop();
}

const longTitle = '关于进一步做好新时代重点产业领域高层次人才和青年人才引进培育使用激励服务保障全链条工作的若干措施实施细则'
  .repeat(6)
  .slice(0, 300);

const table = (rows) => [
  '| 序号 | 单位 | 岗位 | 学历 | 人数 | 年薪 | 工作地点 | 备注 |',
  '|---:|---|---|---|---:|---:|---|---|',
  ...Array.from({ length: rows }, (_, row) =>
    `| ${row + 1} | 示例云溪第${numeral(row + 1)}精密制造股份有限公司 | 高级算法工程师（视觉检测方向） | 博士研究生 | ${row + 1} | ${30 + row}万元至${50 + row}万元 | 示例市云溪区溪口街道示例路${row + 1}号 | 提供人才公寓，子女入学协调 |`),
].join('\n');

const dash = '示范'.repeat(20);

/**
 * The entries, by their path in the folder of content.
 * @returns {Record<string, string>}
 */
export function stressEntries() {
  const notice = (title, body, more = []) => head([
    `标题: ${title}`,
    '发布时间: 2026-10-19 10:00',
    '来源: rcb',
    '类型: 公告',
    '公开方式: 主动公开',
    review,
    ...more,
  ]) + body;
  return {
    'policies/law-266.md': policy('law-266', '示例市云溪区人才发展促进规定（二百六十六条）', ['摘要: 全文二百六十六条，用来试长文的目录、定位和打印。', '咨询: {部门: rcb}']) + lawBody(),
    'policies/long-title.md': policy('long-title', longTitle, [`摘要: ${longTitle}`]) + `第一条　${longTitle}。\n\n${table(40)}\n\n第二条　网址为https://www.yunxi.example/${'a'.repeat(160)}。\n`,
    'policies/short.md': policy('short', '令') + '第一条　本令自公布之日起施行。\n',
    'notices/table-40.md': notice('四十行八列的岗位表', `${table(40)}\n`),
    'notices/long.md': notice(longTitle, `${longTitle}。\n\n- ${dash}\n- ${'W'.repeat(120)}\n\n> ${longTitle}\n`),
    'notices/short.md': notice('告', '无。\n'),
  };
}
