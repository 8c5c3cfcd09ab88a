// An engine with fixed answers, in the place of `ss/reader.js`: for faults that no real index has at the right moment,
// and for answers that come late, in parts or not at all.
//
// It obeys words in the query: `无` finds nothing, `多` finds 35, `约` is not counted exactly, `慢` is answered after
// 400 ms, `改` is a typo of 补贴, `缺` lacks shards, `错` is an index of another version, `头` has no head, `分` is
// answered in two parts. `fakes` on the page collects what was asked.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from './portal.mjs';

/** Runs in the page. */
function engine() {
  const jx = window.jx;
  window.fakes = { queries: [], suggestions: [], facets: [] };
  const kinds = { policy: '政策', benefit: '政策事项', call: '申报通知', guide: '办事指南' };
  const names = Object.keys(kinds);

  function result(text, number) {
    const at = 6 + String(number).length;
    const kind = names[number % 4];
    return {
      no: number,
      title: `关于第${number}项支持${text}的若干措施`,
      titleMarks: text ? [[at, at + text.length]] : [],
      href: `zc/yrc-2026-5.html?n=${number}#a-8`,
      kind,
      kindLabel: kinds[kind],
      state: ['in_force', 'good', 'expired', 'soon'][number % 4],
      stateLabel: ['现行有效', '申报中', '已失效', '即将开始'][number % 4],
      stateClass: ['good', 'good', 'ended', 'soon'][number % 4],
      date: '2026-03-01',
      number: number % 4 === 0 ? '云人才〔2026〕5号' : '',
      deadline: kind === 'benefit' ? '2026-12-05' : '',
      amount: kind === 'benefit' ? 300000 : 0,
      clauses: [
        { label: '第八条 第二款', href: 'zc/yrc-2026-5.html#a-8', text: `对符合条件的人才给予${text}，按规定从本级财政专项资金中列支。`, marks: [[10, 10 + text.length]] },
      ],
      also: number % 3 ? [] : [{ label: '第十条', href: 'zc/yrc-2026-5.html#a-10' }, { label: '第十二条', href: 'zc/yrc-2026-5.html#a-12' }],
      strict: true,
      whole: true,
      score: 100 - number,
    };
  }

  jx.search = ({ prefix }) => {
    let last = 0;
    let total = 0;
    const query = (text, options, then) => {
      const number = (last += 1);
      window.fakes.queries.push({ text, options: JSON.parse(JSON.stringify(options)), prefix });
      const filters = Object.keys(options.filters || {});
      const has = (word) => text.includes(word);
      total = has('无') ? 0 : filters.length > 0 && has('窄') ? (filters.includes('kind') ? 0 : 4) : has('多') ? 35 : 4;
      const all = [];
      for (let one = options.from; one < Math.min(total, options.from + options.size); one += 1) all.push(result(text, one));
      const did = [];
      if (has('改') && !options.literal) did.push({ what: 'typo', from: text, to: '补贴' });
      if (has('落户')) did.push({ what: 'synonym', from: '落户', to: '入户、迁户' });
      if (has('怎么办') && !options.literal) did.push({ what: 'question', from: '怎么办', to: '' });
      const answer = {
        done: true, query: text, total: has('约') ? 1200 : total, exact: !has('约'), results: all,
        facets: { kind: { policy: total }, state: { good: total } }, did, missing: has('缺') ? 2 : 0, error: has('错') ? 'version' : has('头') ? 'head' : null,
      };
      const say = (part) => {
        if (number === last) then(part);
      };
      if (has('分')) {
        setTimeout(() => say({ ...answer, done: false, results: all.slice(0, 2), total: 2, did: [] }), 20);
        setTimeout(() => say(answer), 200);
      } else setTimeout(() => say(answer), has('慢') ? 400 : 5);
    };
    const facets = (wanted, then) => {
      window.fakes.facets.push(wanted);
      const values = {
        kind: names.map((code, place) => ({ code, label: kinds[code], count: Math.max(0, total - place) })),
        state: [{ code: 'good', label: '', count: total }, { code: 'ended', label: '', count: 1 }],
        topic: Array.from({ length: 16 }, (_, place) => ({ code: `t${place}`, label: `主题${place}`, count: 20 - place })),
      };
      setTimeout(() => then(wanted.map((key) => ({ key, label: key, values: values[key] || [] }))), 5);
    };
    const suggest = (text, then) => {
      window.fakes.suggestions.push(text);
      const found = text.includes('无') ? [] : names.map((kind, number) => ({
        text: `${text}的第${number}条建议`, href: `zc/yrc-2026-5.html?s=${number}`, kind: kinds[kind], state: 'good', marks: [[0, text.length]],
      }));
      setTimeout(() => then(found), text.includes('慢') ? 400 : 5);
    };
    return { query, suggest, facets };
  };
  jx.chunk('ss/reader', true);
}

/** The text of the script that stands for the engine. */
const reader = `(${engine})();`;

/** Puts the fake in the place of the engine of every page of a browser page. */
export async function fake(page) {
  await page.route('**/ss/reader.js*', (route) => route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: reader }));
  return page;
}


/** The same as a file, for a server: `serve({ '/': demo(), '/ss/reader.js': fakeFile() })`. */
export function fakeFile() {
  const path = join(tempFolder('fake'), 'reader.js');
  writeFileSync(path, reader);
  return path;
}
