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

// The page as axe sees it, whatever language it speaks: elements and attributes as they stand, of words and addresses
// only whether there are any; of what names a part of the page also which of them are alike, of what scrolls that it does, of
// languages only that they are among those of the list on every page, and not which is chosen there.
async function skeleton(page) {
	return page.evaluate(() => {
		const seen = new Map(), out = []
		const known = new Set([...document.querySelectorAll('.tongues [lang]')].map(e => e.lang))
		const names = new Set(['aria-label', 'title', 'alt', 'placeholder'])
		const addresses = new Set(['href', 'src', 'srcset', 'action', 'formaction', 'value', 'datetime', 'content', 'hreflang'])
		const headings = new Set(['H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'LEGEND', 'CAPTION', 'LABEL', 'SUMMARY', 'TH'])
		const alike = words => {
			const w = words.trim().replace(/\s+/g, ' ')
			if (w !== '' && !seen.has(w)) seen.set(w, seen.size)
			return w === '' ? '' : seen.get(w)
		}
		const scrolls = e => {
			if (e.scrollWidth - e.clientWidth < 13 && e.scrollHeight - e.clientHeight < 13) return ''
			const s = getComputedStyle(e)
			return /auto|scroll/.test(s.overflowX + s.overflowY) ? ' scrolls' : ''
		}
		const walk = (e, tongues) => {
			out.push('<', e.tagName)
			for (const a of e.attributes) {
				let v = a.value
				if (tongues && a.name === 'aria-current') continue
				if (names.has(a.name)) v = alike(v)
				else if (a.name === 'lang') v = known.has(v) ? '@' : v
				else if (a.name.startsWith('data-') || (addresses.has(a.name) && v[0] !== '#' && e.name !== 'viewport')) v = v.trim() !== ''
				out.push(' ', a.name, '=', v)
			}
			out.push(scrolls(e), '>')
			if (headings.has(e.tagName)) out.push(alike(e.textContent))
			for (const n of e.childNodes)
				if (n.nodeType === 1) walk(n, tongues || n.classList.contains('tongues'))
				else if (n.nodeType === 3 && n.data.trim() !== '') out.push('x')
			out.push('/')
		}
		walk(document.documentElement, false)
		return out.join('')
	})
}
const judged = new Set()

// axe on a page of ${locale}.  Colours are the same in every language and take longer to judge than all the rest, so they
// are judged in English and right to left; what differs from a page that was judged in its words alone is not judged again.
async function judge(page, locale) {
	const whole = locale === 'en' || rtl.has(locale), bones = await skeleton(page)
	if (!whole && judged.has(bones)) return []
	judged.add(bones)
	return violations(page, whole)
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
	problems.push(...await judge(page, locale))
	if (shots) await page.screenshot({ path: `${shots}/${locale}-${name}-1280.png`, fullPage: name !== 'law' })
	problems.push(...await overflow(page, 390))
	if (shots) await page.screenshot({ path: `${shots}/${locale}-${name}-390.png`, fullPage: name !== 'law' })
	problems.push(...await overflow(page, 320))
	return problems
}

export function launch() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
		args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
			'--disable-background-networking', '--disable-component-update', '--disable-sync']
	})
}
