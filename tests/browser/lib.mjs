// SPDX-License-Identifier: GPL-2.0-or-later
// What the suites in the browser share: telling, axe, widths, words that should not be there.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

export const base = (process.env.BASE_URL ?? process.env.PORTAL_URL ?? 'http://127.0.0.1:8080').replace(/\/$/, '')
export const shots = process.env.SHOTS
export const rtl = new Set(['ar', 'fa'])
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// A key of the bundles that stands on a page instead of its words.
const tables = [...readFileSync(new URL('../../i18n/en.txt', import.meta.url), 'utf8').matchAll(/^\t([a-z_]+) \{/gm)].map(m => m[1])
export const rawKey = `\\{\\{|\\{[a-z]+,? ?[a-z]*\\}|(?<![\\w/.-])(${tables.join('|')})\\.[a-z_]+(?![\\w.-])`

export let failed = 0
export function tell(name, problems) {
	if (problems.length === 0) {
		console.log(`ok - ${name}`)
		return
	}
	failed++
	console.log(`not ok - ${name}`)
	for (const p of problems) console.log(`    ${p}`)
}

export async function violations(page, contrast = true) {
	await page.evaluate(axe)
	const found = await page.evaluate(enabled => globalThis.axe.run(document,
		{ resultTypes: ['violations'], rules: { 'color-contrast': { enabled } } }).then(r => r.violations), contrast)
	return found.map(v => `axe ${v.id}: ${v.help} (${v.nodes.slice(0, 3).map(n => n.target.join(' ')).join('; ')})`)
}

export async function overflow(page, width) {
	await page.setViewportSize({ width, height: 800 })
	return page.evaluate(w => {
		const wide = document.documentElement.scrollWidth
		if (wide <= w) return []
		const inScroller = e => {
			for (let p = e.parentElement; p; p = p.parentElement)
				if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(p).overflowX)) return true
			return false
		}
		const culprit = [...document.querySelectorAll('body *')].find(e => {
			const r = e.getBoundingClientRect()
			return r.width > 0 && (r.right > w + 1 || r.left < -1) && !inScroller(e)
		})
		return [`${wide} px wide in a window of ${w}: ${culprit?.outerHTML.slice(0, 120) ?? 'nobody stands out'}`]
	}, width)
}

// What every page owes its reader: its language, no raw keys, one heading, axe, and room on a phone.
export async function sound(page, locale, name) {
	const problems = []
	const html = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])
	if (html[0] !== locale) problems.push(`html lang is ${html[0]}`)
	if (html[1] !== (rtl.has(locale) ? 'rtl' : 'ltr')) problems.push(`html dir is ${html[1]}`)
	const raw = await page.evaluate(p => document.body.innerText.match(new RegExp(p))?.[0], rawKey)
	if (raw) problems.push(`a raw marker or key is shown: ${raw}`)
	if (await page.locator('h1').count() !== 1) problems.push('not exactly one h1')
	problems.push(...await violations(page, locale === 'en' || rtl.has(locale)))
	if (shots) await page.screenshot({ path: `${shots}/${locale}-${name}-1280.png`, fullPage: name !== 'law' })
	problems.push(...await overflow(page, 390))
	if (shots) await page.screenshot({ path: `${shots}/${locale}-${name}-390.png`, fullPage: name !== 'law' })
	problems.push(...await overflow(page, 320))
	return problems
}

export function launch() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
			'--disable-background-networking', '--disable-component-update', '--disable-sync']
	})
}
