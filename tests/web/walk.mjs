// Plays a user of the settings page: node walk.mjs '{"walk":"popOff",...}' (browser_test.py).
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(new URL('../../ui/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const wanted = JSON.parse(process.argv[2]);

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const complaints = [];

async function signedIn(options = {}) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: wanted.language, ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The first question who is signed in is answered 401, as it should be.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
  await page.goto(wanted.url);
  await page.fill('#user', wanted.user);
  await page.fill('#password', wanted.password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('[role=tablist]');
  return page;
}

async function setPop(mode) {
  const page = await signedIn();
  await page.locator(`input[type=radio][value=${mode}]`).check();
  await page.locator('button.main').click();
  await page.waitForFunction(() => document.querySelector('[role=status]').textContent !== '');
  await page.locator('button.main:disabled').waitFor();
  await page.reload();
  await page.waitForSelector('.status');
  return {
    title: await page.locator('[role=tab][aria-selected=true]').textContent(),
    status: (await page.locator('.status').allTextContents()).map((text) => text.trim()),
  };
}

async function openTab(page, number) {
  await page.locator('[role=tab]').nth(number).click();
  await page.waitForSelector('.card');
  await page.waitForLoadState('networkidle');
}

const walks = {
  popAll: () => setPop('all'),
  popFromNowOn: () => setPop('from-now-on'),
  popClassic: () => setPop('classic'),
  popOff: () => setPop('off'),
  async appPassword() {
    const page = await signedIn();
    await openTab(page, 2);
    await page.fill('#label', 'Telefon');
    await page.locator('form:has(#label) button.main').click();
    return { password: await page.locator('.secret').textContent() };
  },
  async removeAppPassword() {
    const page = await signedIn();
    await openTab(page, 2);
    await page.locator('.list button').first().click();
    await page.locator('.list button.danger').click();
    await page.locator('.list li').first().waitFor({ state: 'detached' });
    return { left: await page.locator('.list li').count() };
  },
  async tabs() {
    const violations = [];
    let bytes = 0;
    for (const colorScheme of ['light', 'dark']) {
      for (const [size, viewport] of Object.entries({
        desk: { width: 1000, height: 700 },
        phone: { width: 380, height: 700 },
      })) {
        const page = await signedIn({ colorScheme, viewport });
        bytes ||= await page.evaluate(() =>
          performance.getEntries().reduce((sum, entry) => sum + (entry.transferSize ?? 0), 0),
        );
        for (let number = 0; number < 3; ++number) {
          await openTab(page, number);
          const { violations: found } = await page.evaluate(`${axe}; axe.run(document)`);
          for (const { id, nodes } of found) violations.push(`${number} ${size} ${colorScheme} ${id} ${nodes[0].html}`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          if (wide) violations.push(`${number} ${size} is wider than the window`);
          if (wanted.pictures)
            await page.screenshot({
              path: `${wanted.pictures}/${number}-${size}-${colorScheme}-${wanted.language.slice(0, 2)}.png`,
              fullPage: true,
            });
        }
        await page.context().close();
      }
    }
    return { violations, complaints, bytes };
  },
};

try {
  console.log(JSON.stringify(await walks[wanted.walk]()));
} finally {
  await browser.close();
}
