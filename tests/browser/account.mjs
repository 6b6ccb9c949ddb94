// SPDX-License-Identifier: GPL-2.0-or-later
// The pages of accounts and organisations as their owners see them, in every locale: axe, direction, widths; a form that is
// refused and one that is taken.  Run by tests/all beside a portal of its own; accounts come from portalctl.
import { execFileSync } from 'node:child_process'
import { launch, sound, tell, failed } from './lib.mjs'

const base = process.env.PORTAL_DIRECT
const password = 'a long password for tests'
const locales = (process.env.ONLY ?? 'en,zh-Hans,ru,pt-BR,hi,ar').split(',')
const browser = await launch()

for (const locale of locales) {
	const email = `look-${locale.toLowerCase()}@test.example`
	execFileSync(`build/${process.env.BUILD ?? 'release'}/portalctl`,
		['user', 'add', '--password-stdin', '--name', 'Анна Ø 安娜', '--locale', locale, email],
		{ input: password + '\n', env: { ...process.env, DATA: process.env.PORTAL_DATA } })
	const context = await browser.newContext({ locale, viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
	const page = await context.newPage()
	const look = async name => {
		tell(`${locale} account/${name}`, await sound(page, locale, `account-${name}`))
		await page.setViewportSize({ width: 1280, height: 900 })
	}
	const go = path => page.goto(`${base}/${locale}/account${path}`)

	await go('/sign-in')
	await page.fill('#f-email', 'nobody')
	await page.click('main .form form button')
	await look('sign-in-refused')
	tell(`${locale} what was typed stands there again`,
		await page.inputValue('#f-email') === 'nobody' ? [] : ['it does not'])
	await page.fill('#f-email', email)
	await page.fill('#f-password', password)
	await page.click('main .form form button')
	await page.waitForURL(/\/account$/)
	await look('overview')
	for (const [name, path] of [['security', '/security'], ['second-factor', '/security/second-factor'],
		['password', '/security/password'], ['email', '/security/email'], ['profile', '/profile'], ['data', '/data'],
		['close', '/close'], ['organisations', '/organisations']]) {
		await go(path)
		await look(name)
	}
	await go('/organisations/new')
	await page.click('main form button')
	await look('organisation-refused')
	await page.click('.summary a')
	tell(`${locale} the summary leads to the field`,
		await page.evaluate(() => location.hash === '#f-name') ? [] : ['it does not'])
	await page.fill('#f-name', 'Организация 厦门')
	await page.check('#f-type')
	await page.selectOption('#f-country', 'ZA')
	await page.click('main form button')
	await page.waitForURL(/organisations\/[0-9]+/)
	await look('organisation')
	await page.goto(page.url().replace(/\?.*/, '/invite'))
	await look('invite')
	await context.close()
}

// Without an account.
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
const page = await context.newPage()
for (const locale of locales) {
	for (const path of ['sign-up', 'reset', 'sent']) {
		await page.goto(`${base}/${locale}/account/${path}`)
		tell(`${locale} account/${path}`, await sound(page, locale, `account-${path}`))
	}
}
await browser.close()
process.exit(failed > 0 ? 1 : 0)
