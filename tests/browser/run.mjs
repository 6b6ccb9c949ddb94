// SPDX-License-Identifier: GPL-2.0-or-later
// The portal as a reader's browser sees it: each kind of page in each locale, with axe, at three widths.
// BASE_URL (or PORTAL_URL) is the portal; SHOTS=folder keeps pictures; ONLY=ru and PAGES=home,law narrow it down.
import { mkdirSync } from 'node:fs'
import { base, failed, launch, shots, sound, tell, violations } from './lib.mjs'

const kinds = ['laws', 'guides', 'providers', 'listings', 'events', 'resources', 'terms', 'facts']
const ownScript = new Set(['zh-Hans', 'zh-Hant', 'ru', 'hi', 'ar', 'fa', 'am'])
const searches = { en: 'patent', 'zh-Hans': '专利', ru: 'патент', 'pt-BR': 'patente', hi: 'पेटेंट', ar: 'براءة' }
// Words that stand in Latin letters on every page: names, formats, and languages that call themselves so.
const latin = /BRICS|API|Atom|WIPO|JSON|PDF|iCalendar|English|português|Brasil|Bahasa|Indonesia|cookies?|[0-9a-f]{32}/gi

// --- what there is to look at ---------------------------------------------------------------------
async function text(path) {
	const r = await fetch(base + path)
	if (!r.ok) throw new Error(`${path} answers ${r.status}`)
	return r.text()
}

async function first(path, pattern) {
	return (await text(path)).match(pattern)?.[1]
}

async function localesOf() {
	const html = await text('/en/')
	return [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)"/g)].map(m => m[1]).filter(t => t !== 'x-default')
}

async function pagesOf() {
	const pages = {
		home: '/',
		search: l => `/search?q=${encodeURIComponent(searches[l] ?? searches.en)}`,
		'search-filtered': '/search?kind=law&jurisdiction=CN&sort=title',
		'search-none': '/search?q=qqzzxxyy',
		'search-some': '/search?q=patent+qqzzxxyy',
		suggest: l => `/search/suggest?q=${encodeURIComponent(searches[l] ?? searches.en)}`,
		'search-log': '/about/search-log',
		az: '/terms/az/0',
		jurisdiction: '/jurisdictions/CN',
		compare: '/compare',
		'compare-chosen': '/compare?jurisdiction=BR&jurisdiction=CN&question=patent-term',
		styleguide: '/styleguide',
		subject: '/subjects/patents',
		treaty: '/laws/int-madrid-protocol',
		match: '/providers/match',
		'match-chosen': '/providers/match?jurisdiction=CN&jurisdiction=BR&language=pt&service=agency&subject=patents',
		about: '/about',
		sitemap: '/sitemap',
		missing: '/no-such-page',
		'missing-law': '/laws/patent-law-of-brazil'
	}
	for (const kind of kinds) {
		pages[kind] = `/${kind}`
		const slug = await first(`/en/${kind}`, new RegExp(`href="/en/${kind}/(?!az/)([a-z0-9-]+)[^"]*" lang`))
		if (slug) pages[kind.slice(0, -1)] = `/${kind}/${slug}`
		if (slug && (kind === 'providers' || kind === 'listings')) pages[`inquire-${kind}`] = `/${kind}/${slug}/inquire`
	}
	// A law whose articles are here, if there is one.
	for (const m of (await text('/en/laws')).matchAll(/href="\/en\/laws\/(?!az\/)([a-z0-9-]+)[^"]*" lang/g)) {
		const law = await text(`/en/laws/${m[1]}`)
		const eid = law.match(/<section id="([^"]+)" class="article"/)?.[1]
		if (!eid) continue
		const versions = [...law.matchAll(/href="[^"]*\?text=([A-Za-z-]+)"/g)].map(v => v[1])
		const change = law.match(/href="\/en(\/laws\/[^"]*\?diff=[^"]*)"/)?.[1]
		if (change) pages.diff = change.replace('&amp;', '&')
		pages.law = `/laws/${m[1]}`
		pages.article = `/laws/${m[1]}/${eid}`
		if (new Set(versions).size > 1) {
			pages.parallel = `/laws/${m[1]}?text=${[...new Set(versions)].slice(0, 3).join(',')}`
			pages['parallel-article'] = `/laws/${m[1]}/${eid}?text=${[...new Set(versions)].slice(0, 2).join(',')}`
			pages['law-then'] = `/laws/${m[1]}?at=1901-01-01`
			pages['law-part'] = `/laws/${m[1]}?part=${eid}`
			pages['print-choice'] = `/laws/${m[1]}?print=`
			pages.print = `/laws/${m[1]}?print=${eid}&text=${[...new Set(versions)].slice(0, 2).join(',')}`
			break
		}
	}
	return pages
}

// --- one page ---------------------------------------------------------------------------------------
// A tab that looks at one page after the other: opening one for each costs more than most pages do.
async function tab(context) {
	const page = await context.newPage()
	const t = { page, problems: [], status: 200 }
	page.on('console', m => {
		if (m.type() === 'error' && !(t.status !== 200 && m.text().includes(`status of ${t.status}`)))
			t.problems.push(`console: ${m.text()}`)
	})
	page.on('pageerror', e => t.problems.push(`script: ${e.message}`))
	return t
}

async function look(t, locale, name, path) {
	t.status = name.startsWith('missing') ? 404 : 200
	try {
		await t.page.setViewportSize({ width: 1280, height: 900 })
		const response = await t.page.goto(base + path)
		if (response.status() !== t.status) t.problems.push(`status ${response.status()}`)
		t.problems.push(...await sound(t.page, locale, name))
	} catch (e) {
		t.problems.push(e.message.split('\n')[0])
	}
	tell(`${locale} ${name}`, t.problems.splice(0))
}

// --- what one locale owes its readers -----------------------------------------------------------------
async function switcher(context, locale, other, path) {
	const page = await context.newPage()
	const problems = []
	await page.goto(`${base}/${locale}${path}`)
	await page.locator('details.tongues summary').click()
	await page.locator(`details.tongues a[lang="${other}"]`).click()
	await page.waitForLoadState()
	const at = new URL(page.url())
	if (at.pathname + at.search !== `/${other}${path}`) problems.push(`it leads to ${at.pathname}${at.search}`)
	const cookie = (await context.cookies()).find(c => c.name === 'locale')
	if (cookie?.value !== other) problems.push('the choice is not remembered')
	await page.close()
	tell(`${locale} language switcher stays on the page`, problems)
}

async function leftovers(context, locale) {
	const page = await context.newPage()
	const problems = []
	for (const path of ['/', '/about', '/search?q=qqzzxxyy', '/no-such-page', '/laws']) {
		await page.goto(`${base}/${locale}${path}`)
		const parts = path === '/about' || path === '/no-such-page' ?
			'header, main, footer' : 'header nav, .crumbs, footer, h1, h2, h3:not(.hit h3), label, button, summary'
		const words = await page.locator(parts).evaluateAll(es => es.map(e => e.innerText).join('\n'))
		const rest = words.replace(latin, '').match(/[A-Za-z]{3,}/g)?.filter(w => w !== 'qqzzxxyy') ?? []
		if (rest.length > 0) problems.push(`${path}: ${[...new Set(rest)].slice(0, 8).join(' ')}`)
	}
	await page.close()
	tell(`${locale} no English left in the frame`, problems)
}

async function keyboard(context) {
	const page = await context.newPage()
	const problems = []
	await page.goto(`${base}/en/search?q=patent`)
	await page.keyboard.press('Tab')
	const skip = await page.evaluate(() => document.activeElement.className)
	if (skip !== 'skip') problems.push(`the first stop is ${skip}, not the skip link`)
	await page.keyboard.press('Enter')
	if (!page.url().endsWith('#content')) problems.push('the skip link does not skip')
	await page.close()
	tell('keyboard reaches the skip link first', problems)
}

async function narrowing(context) {
	const page = await context.newPage()
	const problems = []
	await page.goto(`${base}/en/search?q=patent`)
	const facet = page.locator('#filters .facet a').first()
	const label = (await facet.locator('span').first().innerText()).trim()
	await facet.click()
	await page.waitForLoadState()
	const chip = page.locator('.results .chip').first()
	if ((await chip.innerText()).trim() !== label) problems.push(`no chip for ${label}`)
	if (await page.locator('header input[name=q]').inputValue() !== 'patent') problems.push('the query is lost')
	await chip.click()
	await page.waitForLoadState()
	if (page.url() !== `${base}/en/search?q=patent`) problems.push(`removing it leads to ${page.url()}`)
	await page.close()
	tell('a facet narrows and its chip takes it back', problems)
}

// The box suggests while one types; the list is used by keyboard and pointer and is sound for screen readers.
async function suggesting(context, locale, begin) {
	const page = await context.newPage()
	const problems = []
	await page.goto(`${base}/${locale}/about`)
	const box = page.locator('header input[name=q]')
	await box.pressSequentially(begin)
	const options = page.locator('header [role=option]')
	await options.first().waitFor()
	problems.push(...await violations(page))
	if (await box.getAttribute('aria-expanded') !== 'true') problems.push('the box does not say that it is open')
	await box.press('ArrowDown')
	const first = await options.first().innerText()
	if (await box.inputValue() !== first) problems.push('the arrow does not choose the first suggestion')
	if (await box.getAttribute('aria-activedescendant') !== await options.first().getAttribute('id'))
		problems.push('the chosen one is not told')
	if (shots) await page.screenshot({ path: `${shots}/${locale}-suggesting.png` })
	await box.press('Escape')
	if (await box.inputValue() !== begin || await options.count() !== 0) problems.push('Escape does not take it back')
	await box.press('End')
	await box.pressSequentially(' ')
	await box.press('Backspace')
	await options.first().waitFor()
	await Promise.all([page.waitForURL(/[?&]q=/), options.nth(1).click()])
	if (new URL(page.url()).pathname !== `/${locale}/search`) problems.push(`it leads to ${page.url()}`)
	await page.close()
	tell(`${locale} suggestions by keyboard and pointer`, problems)
}

// What was opened is told once, and the link leads where it says.
async function opening(context) {
	const page = await context.newPage()
	const problems = [], told = []
	page.on('request', r => r.url().includes('/search/click?') && told.push(r.method()))
	await page.goto(`${base}/en/search?q=patent`)
	const hit = page.locator('.hits h3 a').first()
	const to = await hit.getAttribute('href')
	await hit.click()
	await page.waitForLoadState()
	if (new URL(page.url()).pathname + new URL(page.url()).search !== to) problems.push(`it leads to ${page.url()}`)
	if (told.join() !== 'POST') problems.push(`told: ${told.join()}`)
	await page.close()
	tell('opening a hit is told once', problems)
}

async function dark(browser, pages) {
	const context = await browser.newContext({ colorScheme: 'dark' })
	const page = await context.newPage()
	for (const name of ['home', 'search', 'search-log', 'law', 'fact', 'compare', 'styleguide']) {
		if (!pages[name]) continue
		const path = typeof pages[name] === 'function' ? pages[name]('en') : pages[name]
		await page.goto(`${base}/en${path}`)
		const problems = await violations(page)
		if (shots) await page.screenshot({ path: `${shots}/en-${name}-dark.png` })
		tell(`en ${name} in the dark`, problems)
	}
	await context.close()
}

async function bare(browser) {
	const context = await browser.newContext({ javaScriptEnabled: false })
	const page = await context.newPage()
	await page.goto(`${base}/en/`)
	await page.fill('main input[name=q]', 'patent')
	await page.press('main input[name=q]', 'Enter')
	await page.waitForLoadState()
	const problems = page.url() === `${base}/en/search?q=patent` ? [] : [`it leads to ${page.url()}`]
	await page.goto(`${base}/en/about`)
	await page.fill('header input[name=q]', 'pate')
	await page.locator('header noscript button').click()
	await page.waitForLoadState()
	if (page.url() !== `${base}/en/search/suggest?q=pate`) problems.push(`suggestions are at ${page.url()}`)
	await page.goto(`${base}/en/compare`)
	await page.locator('.chooser summary').click()
	for (const id of ['BR', 'CN']) await page.check(`input[name=jurisdiction][value=${id}]`)
	await page.locator('.chooser button').click()
	await page.waitForLoadState()
	const columns = await page.locator('.comparison thead th').count()
	if (columns !== 3) problems.push(`two countries were chosen, the table has ${columns} columns`)
	await page.goto(`${base}/en/laws/patent-law-of-brazil.html`)
	if (await page.inputValue('main input[name=q]') !== 'patent law of brazil')
		problems.push('a wrong address does not fill the search box')
	await context.close()
	tell('searching, comparing and finding what was meant work without scripts', problems)
}

const browser = await launch()
try {
	if (shots) mkdirSync(shots, { recursive: true })
	const locales = (await localesOf()).filter(l => !process.env.ONLY || process.env.ONLY.split(',').includes(l))
	const pages = await pagesOf()
	const wanted = process.env.PAGES?.split(',')
	for (const name of ['law', 'article']) if (!pages[name]) console.log(`skip - no ${name} with text is loaded`)
	for (const locale of locales) {
		const context = await browser.newContext({ locale, reducedMotion: 'reduce' })
		const queue = Object.entries(pages).filter(([name]) => !wanted || wanted.includes(name))
		const worker = async () => {
			const t = await tab(context)
			for (let next = queue.shift(); next; next = queue.shift()) {
				const [name, path] = next
				await look(t, locale, name, `/${locale}${typeof path === 'function' ? path(locale) : path}`)
			}
			await t.page.close()
		}
		await Promise.all([worker(), worker()])
		if (!wanted) {
			const other = locale === 'ru' ? 'ar' : 'ru'
			await switcher(context, locale, other, '/search?q=patent&kind=law')
			if (ownScript.has(locale)) await leftovers(context, locale)
		}
		await context.close()
	}
	if (!wanted) {
		const context = await browser.newContext()
		await keyboard(context)
		await narrowing(context)
		await suggesting(context, 'en', 'pate')
		await suggesting(context, 'zh-Hans', 'zhuanl')
		await suggesting(context, 'ar', 'برا')
		await opening(context)
		await context.close()
		await dark(browser, pages)
		await bare(browser)
	}
} catch (e) {
	tell('the browser run', [e.stack])
} finally {
	await browser.close()
}
process.exitCode = failed > 0 ? 1 : 0
