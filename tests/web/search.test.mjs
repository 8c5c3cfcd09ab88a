// The search page with an engine that answers as told: address and history, filters, faults, focus, strange input. What
// the index itself finds is at the end, with the real engine.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { axe } from './lib/axe.mjs';
import { visit } from './lib/browser.mjs';
import { fake, fakeFile } from './lib/fake-search.mjs';
import { tabTo } from './lib/keyboard.mjs';
import { visitOld } from './lib/old.mjs';
import { demo } from './lib/portal.mjs';
import { serve } from './lib/server.mjs';

let server;
before(async () => {
  server = await serve({ '/': demo(), '/rcb/zhengce/': demo() });
});
after(() => server.close());

async function open(query = '', options = {}) {
  const page = await fake(await visit({ host: server.origin, ...options }));
  await page.goto(server.url(`ss/index.html${query}`));
  if (/q=/.test(query)) await page.waitForFunction(() => window.fakes && window.fakes.queries.length > 0);
  return page;
}

async function close(page) {
  assert.deepEqual(page.problems, []);
  await page.context().close();
}

const field = (page) => page.locator('.jx-find .jx-search__field');
const items = (page) => page.locator('.jx-find__item');
const count = (page) => page.locator('.jx-find__count');
const said = (page) => page.locator('#jx-said');
const query = (page) => new URL(page.url()).searchParams;
const queries = (page) => page.evaluate(() => window.fakes.queries);
const focus = (page) => page.evaluate(() => document.activeElement.textContent || document.activeElement.tagName);
const tick = (page, name) => page.locator('.jx-find__value').filter({ hasText: name }).click();
const counted = (page, text) => page.waitForFunction((wanted) => document.querySelector('.jx-find__count').textContent.includes(wanted), text);

test('results come while typing, and their number is said after a rest', async () => {
  const page = await open();
  await field(page).pressSequentially('安家补贴', { delay: 20 });
  await items(page).first().waitFor();
  await page.waitForTimeout(200);
  const texts = (await queries(page)).map((one) => one.text);
  assert.ok(texts.length < 4, `fewer questions than keys: ${texts}`);
  assert.equal(texts.pop(), '安家补贴');
  assert.equal(query(page).get('q'), '安家补贴');
  await page.waitForFunction(() => document.getElementById('jx-said').textContent.includes('4条'));
  assert.equal(await said(page).textContent(), await count(page).textContent());
  await close(page);
});

test('a result shows title, state, dates, number, amount, its clauses and further ones', async () => {
  const page = await open('?q=补贴');
  await items(page).nth(3).waitFor();
  const [policy, benefit] = [items(page).first(), items(page).nth(1)];
  assert.equal(await policy.locator('h3 mark').textContent(), '补贴');
  assert.match(await policy.innerText(), /现行有效/);
  assert.match(await policy.innerText(), /云人才〔2026〕5号/);
  assert.match(await policy.innerText(), /2026年3月1日/);
  assert.match(await policy.innerText(), /第八条 第二款\s*对符合条件的人才给予补贴/);
  assert.match(await policy.innerText(), /另见：第十条、第十二条/);
  assert.match(await benefit.innerText(), /截止2026年12月5日/);
  await benefit.locator('.jx-left').filter({ hasText: /\S/ }).waitFor();
  assert.match(await benefit.innerText(), /30万元/);
  assert.equal(await policy.locator('.jx-find__also a').first().getAttribute('href'), `${server.origin}/zc/yrc-2026-5.html#a-10`);
  assert.deepEqual(await axe(page), []);
  await close(page);
});

test('filters: numbers at once, others when opened, chips, the address, and back', async () => {
  const page = await open('?q=补贴');
  await page.locator('.jx-find__value').first().waitFor();
  assert.equal(await page.locator('[data-jx-facet=topic] .jx-find__value').count(), 0, 'not loaded yet');
  await tick(page, '政策事项');
  await page.locator('.jx-find__chip').waitFor();
  assert.equal(query(page).get('kind'), 'benefit');
  assert.deepEqual((await queries(page)).pop().options.filters, { kind: ['benefit'] });
  assert.equal(await page.locator('.jx-find__box:focus').count(), 1, 'the box keeps the focus');
  await page.locator('[data-jx-facet=topic] summary').click();
  await page.locator('[data-jx-facet=topic] .jx-find__value').first().waitFor();
  assert.equal(await page.locator('[data-jx-facet=topic] .jx-find__value').filter({ visible: true }).count(), 10, 'the first of many');
  await page.locator('.jx-find__all').click();
  assert.equal(await page.locator('[data-jx-facet=topic] .jx-find__value').filter({ visible: true }).count(), 16);
  await tick(page, '主题12');
  await page.locator('.jx-find__chip').nth(1).waitFor();
  assert.equal(query(page).get('topic'), 't12');
  await page.locator('.jx-find__chip').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.jx-find__chip').length === 1);
  assert.match(await focus(page), /主题12/, 'the focus goes to the next chip');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.jx-find__chip').length === 0);
  assert.match(await focus(page), /有4条/, 'and from the last to the number');
  for (const [kind, topic] of [[null, 't12'], ['benefit', 't12'], ['benefit', null], [null, null]]) {
    await page.goBack();
    await page.waitForTimeout(100);
    assert.deepEqual([query(page).get('kind'), query(page).get('topic')], [kind, topic]);
    assert.equal(await page.locator('.jx-find__box:checked').count(), [kind, topic].filter(Boolean).length);
  }
  await close(page);
});

test('a query that rested is an entry of the history; Back brings its results and the place', async () => {
  const page = await open('', { height: 600 });
  await field(page).fill('多补贴');
  await counted(page, '35');
  await page.locator('.jx-find__more').click();
  await page.waitForFunction(() => document.querySelectorAll('.jx-find__item').length === 20);
  assert.equal(await page.evaluate(() => document.activeElement.closest('.jx-find__item') === document.querySelectorAll('.jx-find__item')[10]), true);
  await page.waitForTimeout(900);
  const place = await page.evaluate(() => window.pageYOffset);
  assert.ok(place > 300);
  await field(page).fill('落');
  await page.waitForTimeout(200);
  await field(page).fill('落户');
  await counted(page, '落户');
  await page.waitForTimeout(700);
  await page.goBack();
  await counted(page, '35');
  assert.equal(await field(page).inputValue(), '多补贴', 'what did not rest is no entry');
  await page.goForward();
  await counted(page, '落户');
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll('.jx-find__item').length === 20);
  await page.locator('.jx-find__item a').nth(30).click();
  await page.waitForURL(/yrc-2026-5/);
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll('.jx-find__item').length === 20);
  await page.waitForFunction(() => window.pageYOffset > 300);
  await close(page);
});

test('a deep link with everything', async () => {
  const page = await open('?id=7&q=%E5%A4%9A&kind=policy,call&topic=t3&sort=date&year=2026&utm=%D0%C2');
  await items(page).first().waitFor();
  const { text, options } = (await queries(page))[0];
  assert.equal(text, '多');
  assert.deepEqual(options.filters, { kind: ['policy', 'call'], topic: ['t3'], year: ['2026'] });
  assert.equal(options.sort, 'date');
  assert.equal(await page.locator('.jx-find__sort').inputValue(), 'date');
  await page.locator('.jx-find__chip').filter({ hasText: '主题3' }).waitFor();
  await page.locator('.jx-find__sort').selectOption('amount');
  await page.waitForFunction(() => window.fakes.queries.slice(-1)[0].options.sort === 'amount');
  assert.equal(query(page).get('id'), '7', 'parameters of others stay');
  await close(page);
});

test('what the engine did is said, and can be undone', async () => {
  const page = await open('?q=改落户怎么办');
  await items(page).first().waitFor();
  assert.match(await page.locator('.jx-find__did').innerText(), /已更正为“补贴”/);
  assert.match(await page.locator('.jx-find__did').innerText(), /含同义词：入户、迁户/);
  assert.match(await page.locator('.jx-find__did').innerText(), /已去掉“怎么办”/);
  await page.locator('.jx-find__undo').first().click();
  await page.waitForFunction(() => window.fakes.queries.slice(-1)[0].options.literal);
  await page.waitForFunction(() => !document.querySelector('.jx-find__undo'));
  assert.match(await focus(page), /有4条/);
  await page.goBack();
  await page.locator('.jx-find__undo').first().waitFor();
  await close(page);
});

test('where nothing is found: other words, filters to drop with their numbers, ways on', async () => {
  const page = await open('?q=无窄改&kind=policy&topic=t1');
  await page.locator('.jx-find__none').waitFor();
  assert.match(await count(page).innerText(), /没有找到/);
  assert.match(await page.locator('.jx-find__cures').innerText(), /改找“补贴”/);
  assert.deepEqual(await axe(page), []);
  await page.goto(server.url('ss/index.html?q=窄&kind=policy&topic=t1'));
  await page.locator('.jx-find__cure').filter({ hasText: '有4条' }).waitFor();
  assert.match(await page.locator('.jx-find__cure').filter({ hasText: '有4条' }).textContent(), /类别：政策/);
  assert.ok((await page.locator('.jx-find__none a[href="#x-browse"]').count()) === 1);
  assert.match(await page.locator('.jx-find__other').getAttribute('href'), /q=/, 'the other language gets the words');
  await page.locator('.jx-find__cure').filter({ hasText: '有4条' }).press('Enter');
  await counted(page, '4条');
  assert.match(await focus(page), /有4条/);
  await close(page);
});

test('axe in every mode, with results and without, and with the list of suggestions', async () => {
  for (const mode of ['normal', 'dark', 'elder', 'elder-dark']) {
    for (const width of [360, 1440]) {
      const page = await open('?q=改补贴&kind=policy,call&topic=t2', { mode, width });
      await page.locator('.jx-find__chip').nth(3).waitFor();
      assert.deepEqual(await axe(page, { enhanced: mode.startsWith('elder') }), [], `${mode} ${width}`);
      await field(page).fill('无窄改');
      await page.locator('.jx-find__cure').first().waitFor();
      await field(page).press('ArrowDown');
      assert.deepEqual(await axe(page, { enhanced: mode.startsWith('elder') }), [], `${mode} ${width}, nothing`);
      await field(page).fill('缺');
      await page.locator('.jx-find__fault').waitFor();
      await page.waitForTimeout(300);
      await field(page).press('ArrowDown');
      await page.locator('[role=option]').first().waitFor();
      assert.deepEqual(await axe(page, { enhanced: mode.startsWith('elder') }), [], `${mode} ${width}, list`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${mode} ${width}`);
      await close(page);
    }
  }
});

test('by keyboard alone: asked, past the filters, into the first result', async () => {
  const page = await open();
  await field(page).focus();
  await page.keyboard.type('补贴');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'jx-find-count');
  await tabTo(page, (stop) => stop.seen && /跳过筛选/.test(stop.text), 4);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.location.hash === '#x-find-results');
  await items(page).first().waitFor();
  await page.keyboard.press('Tab');
  assert.match(await focus(page), /关于第0项/);
  await close(page);
});

test('on paper the results stand without the controls', async () => {
  const page = await open('?q=补贴&kind=policy', { width: 700 });
  await page.locator('.jx-find__chip').waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.jx-find :is(select, input, .jx-find__opener, .jx-find__more)').filter({ visible: true }).count(), 0);
  assert.equal(await items(page).filter({ visible: true }).count(), 4);
  await close(page);
});

for (const version of [70, 77]) {
  test(`Chromium ${version} shows results and filters`, async () => {
    const own = await serve({ '/': demo(), '/ss/reader.js': fakeFile() });
    const page = await visitOld(version);
    try {
      await page.goto(`${own.url('ss/index.html')}?q=${encodeURIComponent('多补贴')}&kind=benefit`);
      const shown = await page.evaluate(async () => {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        document.querySelector('.jx-find__more').click();
        await new Promise((resolve) => setTimeout(resolve, 300));
        const count = (selector) => document.querySelectorAll(selector).length;
        return [count('.jx-find__item'), count('.jx-find__chip'), count('.jx-find__box:checked'), document.documentElement.scrollWidth <= window.innerWidth];
      });
      assert.deepEqual(shown, [20, 1, 1, true]);
      assert.deepEqual(page.problems, []);
    } finally {
      await page.done();
      await own.close();
    }
  });
}

test('answers in parts, and late ones', async () => {
  const page = await open('?q=分');
  await items(page).first().locator('a').first().focus();
  const held = await focus(page);
  await counted(page, '4条');
  assert.equal(await focus(page), held, 'the focus stays on its result');
  await field(page).fill('慢');
  await page.waitForFunction(() => window.fakes.queries.slice(-1)[0].text === '慢');
  await field(page).fill('无');
  await counted(page, '没有找到');
  await page.waitForTimeout(500);
  assert.match(await count(page).textContent(), /“无”/);
  await field(page).fill('慢');
  await page.waitForFunction(() => window.fakes.queries.slice(-1)[0].text === '慢');
  await field(page).fill('');
  await page.waitForTimeout(700);
  assert.equal(await page.locator('.jx-find__answer').isVisible(), false);
  await field(page).fill('约');
  await counted(page, '超过1000条');
  await close(page);
});

test('a part of the index is missing, none of it comes, it is of another version', async () => {
  const page = await open('?q=缺');
  const fault = page.locator('.jx-find__fault');
  await fault.waitFor();
  assert.match(await fault.innerText(), /没有取到，结果可能不全/);
  assert.equal(await items(page).count(), 4);
  const before = (await queries(page)).length;
  await fault.locator('button').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction((was) => window.fakes.queries.length > was, before);
  await page.waitForTimeout(100);
  assert.equal(await focus(page), '重试');
  await field(page).fill('错');
  await page.waitForFunction(() => /同一次发布/.test(document.querySelector('.jx-find__fault').textContent));
  assert.equal(await items(page).filter({ visible: true }).count(), 0);
  await field(page).fill('头');
  await page.waitForFunction(() => /数据没有取到/.test(document.querySelector('.jx-find__fault').textContent));
  assert.ok(await page.locator('#x-browse a').first().isVisible());
  await field(page).fill('补贴');
  await items(page).first().waitFor();
  assert.equal(await fault.isVisible(), false);
  await close(page);
});

test('without an engine the page says so, and asks again', async () => {
  const page = await visit({ host: server.origin });
  let there = false;
  await fake(page);
  await page.route('**/ss/reader.js*', (route) => (there ? route.fallback() : route.fulfill({ contentType: 'text/javascript', body: 'jx.chunk(' })));
  await page.goto(server.url('ss/index.html?q=补贴'));
  await page.locator('.jx-find__fault').waitFor();
  there = true;
  await page.locator('.jx-find__fault button').click();
  await items(page).first().waitFor();
  assert.ok(page.problems.every((one) => /SyntaxError|Unexpected/.test(one)), String(page.problems));
  await page.context().close();
});

test('strange input is text, and nothing fails', async () => {
  const page = await open('', { width: 360 });
  for (const text of ['<img src=x onerror=alert(1)>', '.*+?^${}()|[]\\', '👩‍💻🎉', '𠮷\uD800补', '\uDC00', '，。！？', 'x'.repeat(10000), '%E4%BD', '__proto__', 'constructor', '  ']) {
    await page.evaluate((value) => {
      const box = document.querySelector('.jx-find .jx-search__field');
      box.value = value;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
    await page.waitForTimeout(200);
    assert.equal(await page.locator('.jx-find img').count(), 0);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), text.slice(0, 20));
  }
  await page.goto(server.url('ss/index.html?q=%ED%A0%80&kind=%FF,,&sort=bad&topic=__proto__&year=<b>'));
  await page.goto(server.url('ss/index.html?q=补&kind=__proto__,constructor'));
  await items(page).first().waitFor();
  await close(page);
});

test('on a phone the filters stand behind one button with their number', async () => {
  const page = await open('?q=补贴&kind=policy,call', { width: 360, height: 740, hasTouch: true, isMobile: true });
  const opener = page.locator('.jx-find__opener');
  await items(page).first().waitFor();
  await page.waitForFunction(() => document.querySelector('.jx-find__opener').textContent.includes('2'));
  assert.equal(await page.locator('.jx-find__panel').isVisible(), false);
  await opener.tap();
  assert.equal(await opener.getAttribute('aria-expanded'), 'true');
  assert.deepEqual(await axe(page), []);
  await page.locator('.jx-find__closer').tap();
  assert.equal(await page.locator('.jx-find__panel').isVisible(), false);
  assert.equal(await focus(page), await opener.textContent());
  await close(page);
});

test('while an input method composes nothing is asked; then once', async () => {
  const page = await open();
  await field(page).focus();
  await page.waitForFunction(() => window.fakes);
  const session = await page.context().newCDPSession(page);
  for (const text of ['b', 'bu', 'butie']) {
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await page.waitForTimeout(200);
  }
  await page.keyboard.press('Enter');
  assert.deepEqual(await queries(page), []);
  await session.send('Input.insertText', { text: '补贴' });
  await items(page).first().waitFor();
  await page.waitForTimeout(300);
  assert.deepEqual((await queries(page)).map((one) => one.text), ['补贴']);
  await close(page);
});

test('it works from disk, in a folder, without storage, and where history is barred', async () => {
  const barred = () => {
    History.prototype.pushState = History.prototype.replaceState = () => {
      throw new DOMException('barred', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('barred', 'SecurityError'); } });
  };
  for (const [address, host, isBarred] of [
    [pathToFileURL(join(demo(), 'ss/index.html')).href, 'file://', false],
    [`${server.origin}/rcb/zhengce/ss/index.html`, server.origin, false],
    [server.url('ss/index.html'), server.origin, true],
  ]) {
    const page = await fake(await visit({ host }));
    if (isBarred) await page.addInitScript(barred);
    await page.goto(`${address}?q=多补贴`);
    await items(page).nth(9).waitFor();
    await tick(page, '政策事项');
    await page.locator('.jx-find__chip').waitFor();
    await page.locator('.jx-find__more').click();
    await items(page).nth(19).waitFor();
    assert.equal(await items(page).first().locator('a').first().getAttribute('href'), `${address.replace(/ss\/.*/, '')}zc/yrc-2026-5.html?n=0#a-8`);
    await close(page);
  }
});

test('a chunk is fetched once by each of its addresses', async () => {
  const page = await open();
  let times = 0;
  await page.route('**/ss/x.js*', (route) => route.fulfill({ contentType: 'text/javascript', body: `jx.chunk("ss/x", ${(times += 1)});` }));
  const got = await page.evaluate(async () => {
    const load = (path) => new Promise((resolve) => window.jx.load(path, (error, data) => resolve(data)));
    return [await load('ss/x.js?g=1'), await load('ss/x.js?g=1'), await load('ss/x.js?g=2')];
  });
  assert.deepEqual(got, [1, 1, 2]);
  await close(page);
});

// The real index.
const real = () => existsSync(join(demo(), 'ss/reader.js'));

async function ask(text, { path = 'ss/index.html', origin = server.origin, prepare, ...options } = {}) {
  const page = await visit({ host: origin, ...options });
  if (prepare) await prepare(page);
  await page.goto(`${origin}/${path}?q=${encodeURIComponent(text)}`);
  await page.waitForFunction(() => !document.querySelector('.jx-find__list[aria-busy]') && (document.querySelector('.jx-find__item') || !document.querySelector('.jx-find__none').hidden || !document.querySelector('.jx-find__fault').hidden));
  return page;
}

const indexed = (name, body) => test(name, async (context) => (real() ? body(context) : context.skip('no index in this build')));

indexed('the index finds a phrase, a title by pinyin, a document number', async () => {
  for (const [text, wanted] of [['博士 安家', /博士安家补助/], ['boshianjia', /博士安家补助/], ['云人才〔2026〕5号', /若干措施/], ['云人才(2026)5号', /若干措施/]]) {
    const page = await ask(text);
    await page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector('.jx-find__list').textContent), wanted.source);
    await close(page);
  }
});

indexed('a filter of the real index, its number, and back', async () => {
  const page = await ask('博士');
  const all = await count(page).textContent();
  const row = page.locator('[data-jx-facet=kind] .jx-find__value').first();
  await row.waitFor();
  const number = await row.locator('.jx-count').textContent();
  await row.click();
  await page.locator('.jx-find__chip').waitFor();
  await counted(page, `${number}条`);
  await page.goBack();
  await page.waitForFunction((text) => document.querySelector('.jx-find__count').textContent === text, all);
  await close(page);
});

indexed('the English index, from a folder', async () => {
  const page = await ask('housing', { path: 'rcb/zhengce/en/ss/index.html' });
  await items(page).first().waitFor();
  assert.ok((await items(page).first().locator('a').first().getAttribute('href')).startsWith(`${server.origin}/rcb/zhengce/`));
  await close(page);
});

indexed('nothing is found', async () => {
  const page = await ask('𠀀𠀁𠀂');
  await page.locator('.jx-find__none').waitFor();
  await close(page);
});

indexed('shards that are missing or damaged, a head that is, another version', async () => {
  const faults = [
    ['**/ss/t/**', (route) => route.fulfill({ status: 404, body: '' }), /没有取到/],
    ['**/ss/t/**', (route) => route.fulfill({ contentType: 'text/javascript', body: 'jx.chunk("ss/t/' }), /没有取到/],
    ['**/ss/head.js*', (route) => route.fulfill({ status: 404, body: '' }), /没有取到/],
    ['**/ss/head.js*', (route) => route.fulfill({ contentType: 'text/javascript', body: 'jx.chunk("ss/head", {"format": 9999, "build": "x"});' }), /同一次发布/],
  ];
  for (const [pattern, answer, wanted] of faults) {
    const page = await ask('博士', { prepare: (one) => one.route(pattern, answer) });
    assert.match(await page.locator('.jx-find__fault').innerText(), wanted);
    assert.deepEqual(page.problems.filter((one) => !/404|Unexpected|Invalid|SyntaxError/.test(one)), [], 'no fault of ours');
    await page.context().close();
  }
});

indexed('strange input to the real engine', async () => {
  for (const text of ['<b>', '.*+?^${}()|[]\\', '👩‍💻', '，。！', '的', 'x'.repeat(10000), '博士'.repeat(60)]) {
    const page = await ask(text);
    await close(page);
  }
});

indexed('the real index from disk', async () => {
  const page = await visit({ host: 'file://' });
  await page.goto(`${pathToFileURL(join(demo(), 'ss/index.html')).href}?q=${encodeURIComponent('博士 安家')}`);
  await items(page).first().waitFor();
  assert.ok(readdirSync(join(demo(), 'ss')).length > 2);
  await close(page);
});
