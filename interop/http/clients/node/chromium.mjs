// The sample's page in headless Chromium: node chromium.mjs <results> <server> <sample> <browser>
import fs from 'node:fs'
import { chromium } from 'playwright-core'
import { check, equal, feature, run } from './report.mjs'

const [results, , sample, executablePath] = process.argv.slice(2)

async function open(browser) {
  const page = await browser.newPage()
  const errors = []
  page.on('pageerror', (failure) => errors.push(failure.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(sample)
  await page.getByText(/^\d+ flights$/).waitFor()
  return { page, errors }
}

const bars = (page) => page.locator('#chart rect').evaluateAll((all) => all.map((bar) => Number(bar.getAttribute('height'))))

feature('page', async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const { page, errors } = await open(browser)
    check((await page.locator('#flights button').allTextContents()).includes('departures'), 'departures is not listed')

    await page.getByRole('button', { name: 'departures', exact: true }).click()
    // more comes while something is shown already
    await page.waitForFunction(() => document.querySelectorAll('#rows tr').length > 1)
    const seen = await page.locator('#received').textContent()
    await page.getByText(/^departures: all [\d,]+ rows$/).waitFor({ timeout: 120_000 })
    const all = await page.locator('#received').textContent()
    check(seen !== all, `no progress: ${seen}`)
    equal(await page.locator('#rows tr').count(), 21, 'rows with the header')
    const schema = await page.locator('#schema').textContent()
    check(/origin.*Utf8/s.test(schema), schema)
    const heights = await bars(page)
    check(heights.length === 24 && Math.max(...heights) === 170 && heights.some((height) => height < 170), String(heights))

    await page.getByRole('button', { name: 'stocks', exact: true }).click()
    await page.getByText(/^stocks: all [\d,]+ rows$/).waitFor({ timeout: 60_000 })
    equal(await page.locator('#schema tr').count(), 4, 'columns of stocks with the header')

    await page.getByRole('button', { name: 'departures', exact: true }).click()
    await page.waitForFunction(() => document.querySelectorAll('#rows tr').length > 1)
    await page.locator('#stop').click()
    await page.getByText(/^departures after \d+ rows: /).waitFor()
    equal(errors, [], 'errors of the page')
    return `${await browser.version()}; departures: ${all}`
  } finally {
    await browser.close()
  }
})

await run(results)
for (const line of fs.readFileSync(new URL('./features.tsv', import.meta.url), 'utf8').trim().split('\n')) {
  const name = line.split('\t')[0]
  if (name !== 'page') {
    fs.appendFileSync(results, `${name}\tn/a\tthe page is what matters here\n`)
  }
}
