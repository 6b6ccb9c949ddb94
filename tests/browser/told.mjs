// SPDX-License-Identifier: GPL-2.0-or-later
// What people are told, in a browser and in every locale: from the page of a law to the door and back, following, the mail
// of the digest, the message centre, the way out of mails.
// PORTAL_DIRECT and PORTAL_DATA are the portal's; SHOTS=folder keeps pictures; ONLY=ru narrows it down.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { failed, launch, overflow, shots, sound, tell, violations } from './lib.mjs'

const base = process.env.PORTAL_DIRECT ?? process.env.BASE_URL ?? 'http://127.0.0.1:8080'
const data = process.env.PORTAL_DATA ?? 'var'
const only = process.env.ONLY?.split(',')
const locales = ['en', 'zh-Hans', 'ru', 'pt-BR', 'hi', 'ar'].filter(l => !only || only.includes(l))
const password = 'eine lange Passphrase 7'
const portalctl = new URL(`../../build/${process.env.BUILD ?? 'release'}/portalctl`, import.meta.url).pathname
const folder = mkdtempSync(`${tmpdir()}/told-`)
const slug = `told-${process.pid}`

function ctl(args, input) {
	return execFileSync(portalctl, args, { env: { ...process.env, DATA: data }, input, stdio: ['pipe', 'pipe', 'ignore'] }).toString()
}

function sql(text) {
	const db = readFileSync(`${data}/run/environment`, 'utf8').match(/^PORTAL_DB=(.*)$/m)[1]
	return execFileSync('psql', ['-qAt', '-v', 'ON_ERROR_STOP=1', db, '-c', text]).toString().trim()
}

function publish(body) {
	const articles = ['1', '2'].map(number => ({ number, body: `${body} (${number})` }))
	writeFileSync(`${folder}/${slug}.json`, JSON.stringify({
		slug, jurisdictions: ['CN'], subjects: ['patents'],
		texts: { 'zh-Hans': { title: '中华人民共和国测试法' }, en: { title: 'Test Law of China' }, ar: { title: 'قانون الاختبار الصيني' } },
		law: { type: 'law', status: 'in_force', original_language: 'zh-Hans',
			expressions: [{ language: 'zh-Hans', provenance: 'official', legal_value: 'authoritative', articles }] }
	}))
	ctl(['import', 'record', '--publish', `${folder}/${slug}.json`])
}

async function until(what, fn) {
	for (;;) {
		const got = await fn()
		if (got) return got
		await new Promise(done => setTimeout(done, 200))
		if (++until.rounds > 3000) throw new Error(`never came: ${what}`)
	}
}
until.rounds = 0

// The parts of a mail by type, as another program reads them.
function read(file) {
	return JSON.parse(execFileSync('/usr/bin/python3', ['-c', `
import email, email.policy, json, sys
m = email.message_from_bytes(open(sys.argv[1], 'rb').read(), policy=email.policy.default)
print(json.dumps({'subject': m['Subject'], 'stop': m['List-Unsubscribe'], 'text': m.get_body(('plain',)).get_content(),
    'html': m.get_body(('html',)).get_content()}))`, file]).toString())
}

function mailTo(email) {
	for (const f of readdirSync(`${data}/mail`).filter(f => f.endsWith('-digest.eml')).sort().reverse())
		if (readFileSync(`${data}/mail/${f}`, 'latin1').includes(`To: ${email}`)) return read(`${data}/mail/${f}`)
}

async function walk(browser, locale) {
	const email = `told-${locale.toLowerCase()}-${process.pid}@test.example`
	const context = await browser.newContext({ locale, reducedMotion: 'reduce' })
	const page = await context.newPage()
	const problems = []
	page.on('pageerror', e => problems.push(`script: ${e.message}`))
	const look = async name => {
		tell(`${locale} ${name}`, [...problems.splice(0), ...await sound(page, locale, `told-${name}`)])
		await page.setViewportSize({ width: 1280, height: 900 })
	}
	const press = selector => Promise.all([page.waitForNavigation(), page.locator(selector).first().click()])
	const go = path => page.goto(`${base}/${locale}${path}`)
	const say = (name, good, what) => tell(`${locale} ${name}`, good ? [] : [what])

	ctl(['user', 'add', '--locale', locale, '--name', 'Łukasz عمر', '--password-stdin', email], `${password}\n`)
	for (const path of [`/laws/${slug}/art_1`, '/jurisdictions/CN', '/search?q=patent&kind=law']) {
		await go(path)
		await press('a.follow')
		if (await page.locator('main [name=password]').count() > 0) {
			await page.locator('main [name=email]').fill(email)
			await page.locator('main [name=password]').fill(password)
			await press('main form button')
			say('leads through the door and back', page.url().includes('/account/follows/new?what='), page.url())
			await look('follow-new')
		}
		await page.locator('main [name=rhythm][value=daily]').check()
		await press('main form button:not(.quiet)')
	}
	await look('follows')
	say('all three are followed', await page.locator('.followed li').count() === 3, 'not three')
	return { email, locale, page, look, press, go, say }
}

async function told(p, browser) {
	const { email, locale, page, look, press, go, say } = p
	const mail = await until(`the digest of ${email}`, () => mailTo(email))
	const digits = new RegExp(`[${locale === 'ar' ? '0-9٠-٩' : '0-9'}]|خبر|خبران`)
	say('the subject of the digest has a count', digits.test(mail.subject), mail.subject)
	say('its text has the law', mail.text.includes(`/${locale}/laws/${slug}/art_1`), mail.text)
	const letter = await browser.newPage()
	await letter.setContent(mail.html)
	await letter.setViewportSize({ width: 1280, height: 900 })
	const problems = await violations(letter)
	const html = await letter.evaluate(() => [document.documentElement.lang, document.documentElement.dir])
	if (html[0] !== locale || html[1] !== (locale === 'ar' ? 'rtl' : 'ltr')) problems.push(`its language is ${html}`)
	if (shots) await letter.screenshot({ path: `${shots}/${locale}-told-mail-1280.png`, fullPage: true })
	problems.push(...await overflow(letter, 390))
	if (shots) await letter.screenshot({ path: `${shots}/${locale}-told-mail-390.png`, fullPage: true })
	tell(`${locale} the mail`, problems)
	await letter.close()
	await go('/account')
	await look('account')
	await go('/account/messages')
	await look('messages')
	await press('.messages .unread a[href*="/account/messages/"]')
	await look('message')
	await go('/account/messages/mail')
	await look('messages-mail')
	const stop = new URL(mail.stop.replace(/[<>]/g, '')).pathname
	await page.goto(base + stop)
	await look('unsubscribe')
	await press('main form button')
	await look('unsubscribed')
	say('no more digests by mail', sql(`SELECT count(*) FROM notice_mute m JOIN account a ON a.id = m.account
		WHERE a.email = '${email}' AND m.kind = 'digest'`) === '1', 'not muted')
	await page.context().close()
}

if (shots) mkdirSync(shots, { recursive: true })
const browser = await launch()
try {
	publish('第一版')
	await until('an empty outbox', () => sql('SELECT count(*) FROM outbox') === '0')
	const people = []
	for (const locale of locales) people.push(await walk(browser, locale))
	publish('第二版')
	await until('an empty outbox', () => sql('SELECT count(*) FROM outbox') === '0')
	sql(`UPDATE follow_clock SET due = now() WHERE account IN (SELECT id FROM account WHERE email LIKE 'told-%-${process.pid}@test.example')`)
	ctl(['mail'])
	for (const p of people) await told(p, browser)
} catch (e) {
	tell('the way through messages', [e.stack])
} finally {
	await browser.close()
	sql(`DELETE FROM account WHERE email LIKE 'told-%-${process.pid}@test.example'`)
	try { ctl(['withdraw', 'laws', slug, '--reason', 'a test']) } catch { /* it was never published */ }
	rmSync(folder, { recursive: true })
}
process.exit(failed > 0 ? 1 : 0)
