// SPDX-License-Identifier: GPL-2.0-or-later
// The whole way in a browser, as each user and in three languages: an agency signs up, confirms, makes its organisation and
// a profile with an offering; staff approve it; an enterprise from abroad finds it, writes an inquiry; both agree, talk,
// sign and land.  Before that the sample world, whose pages are looked at in every locale.
// PORTAL_DIRECT and PORTAL_DATA are the portal's; SHOTS=folder keeps pictures; ONLY=ru narrows it down.
import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { failed, launch, shots, sound, tell } from './lib.mjs'

const base = process.env.PORTAL_DIRECT ?? process.env.BASE_URL ?? 'http://127.0.0.1:8080'
const data = process.env.PORTAL_DATA ?? 'var'
const only = process.env.ONLY?.split(',')
const locales = ['en', 'zh-Hans', 'ru', 'pt-BR', 'hi', 'ar'].filter(l => !only || only.includes(l))
const password = 'eine lange Passphrase 7'
const portalctl = new URL(`../../build/${process.env.BUILD ?? 'release'}/portalctl`, import.meta.url).pathname

// --- what the portal tells outside of the browser -----------------------------------------------------
function demo() {
	const out = execFileSync(portalctl, ['demo'], { env: { ...process.env, DATA: data } }).toString()
	const users = Object.fromEntries([...out.matchAll(/^demo: (\S+)@demo\.example +password (\S+)/gm)].map(m => [m[1], m[2]]))
	return { users, secret: out.match(/second factor (\S+)/)[1], told: out.split('\n').filter(l => l.startsWith('demo:')).join('\n') }
}

// RFC 6238
function code(secret, step = Math.floor(Date.now() / 30000)) {
	const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
	const bits = [...secret].map(c => letters.indexOf(c).toString(2).padStart(5, '0')).join('')
	const counter = Buffer.alloc(8)
	counter.writeBigUInt64BE(BigInt(step))
	const mac = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)))).update(counter).digest()
	return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0')
}

const wait = ms => new Promise(done => setTimeout(done, ms))

async function until(what, fn) {
	for (let i = 0; i < 300; i++) {
		const got = await fn()
		if (got) return got
		await wait(200)
	}
	throw new Error(`never came: ${what}`)
}

// All that stands in the parts of a mail, decoded.
function words(eml) {
	const quoted = eml.replace(/=\r?\n/g, '').replace(/(?:=[0-9A-F]{2})+/g,
		s => Buffer.from(s.slice(1).split('=').map(h => parseInt(h, 16))).toString())
	const coded = [...eml.matchAll(/(?:^[A-Za-z0-9+/=]{60,}\r?\n)*^[A-Za-z0-9+/=]{8,}\r?$/gm)]
		.map(m => Buffer.from(m[0].replace(/\s/g, ''), 'base64').toString())
	return [quoted, ...coded].join('\n')
}

// The path of the link in the latest mail of a kind to an address.
function linkFor(email, kind, pattern) {
	return until(`a mail ${kind} to ${email}`, () => {
		let files = []
		try { files = readdirSync(`${data}/mail`) } catch { return null }
		for (const f of files.filter(f => f.endsWith(`-${kind}.eml`)).sort().reverse()) {
			const eml = readFileSync(`${data}/mail/${f}`, 'latin1')
			if (new RegExp(`^To:.*${email.replace(/[.+]/g, '\\$&')}`, 'mi').test(eml)) return words(eml).match(pattern)?.[0]
		}
	})
}

// --- people ------------------------------------------------------------------------------------------
class Person {
	static async of(browser, locale) {
		const p = new Person()
		p.locale = locale
		p.context = await browser.newContext({ locale, reducedMotion: 'reduce' })
		p.page = await p.context.newPage()
		// A machine with much else to do is slow, not broken.
		p.page.setDefaultTimeout(180000)
		p.problems = []
		p.page.on('pageerror', e => p.problems.push(`script: ${e.message}`))
		return p
	}

	async go(path, status = 200) {
		const r = await this.page.goto(`${base}/${this.locale}${path}`)
		if (r.status() !== status) throw new Error(`${path} answers ${r.status()}`)
	}

	// Fill what is named; true ticks, a value chooses, text is typed; then press the button.
	async fill(fields, button = 'form button:not(.unseen):not(.quiet)') {
		for (const [name, value] of Object.entries(fields)) {
			const all = this.page.locator(`main [name="${name}"]`)
			const field = all.first()
			const kind = await field.evaluate(e => e.tagName === 'SELECT' ? 'select' : e.type)
			if (kind === 'select') await field.selectOption(value)
			else if (kind === 'radio' || kind === 'checkbox') {
				for (const v of value === true ? [null] : [value].flat())
					await this.page.locator(`main [name="${name}"]${v === null ? '' : `[value="${v}"]`}`).check()
			} else await field.fill(value)
		}
		await this.press(`main ${button}`)
	}

	async press(selector) {
		await Promise.all([this.page.waitForNavigation(), this.page.locator(selector).first().evaluate(e => e.click())])
		const wrong = await this.page.locator('.notice.wrong li').allInnerTexts()
		if (wrong.length > 0) throw new Error(`the form comes back at ${this.page.url()}: ${wrong.join(' ')}`)
	}

	// The page as it stands now, in its own words and with room on a phone.
	async look(name) {
		const problems = [...this.problems.splice(0), ...await sound(this.page, this.locale, `walk-${name}`)]
		await this.page.setViewportSize({ width: 1280, height: 900 })
		tell(`${this.locale} ${name}`, problems)
	}

	async signIn(email, secret, pass = password) {
		await this.go('/account/sign-in')
		await this.fill({ email, password: pass })
		if (!secret) return
		// The code of the step before may have been used by somebody who signed in as the same.
		for (;;) {
			await this.page.locator('main [name=code]').fill(code(secret))
			await Promise.all([this.page.waitForNavigation(), this.page.locator('main form button').first().click()])
			if (await this.page.locator('main [name=code]').count() === 0) return
			await wait(3000)
		}
	}

	async signUp(email, name, country, zone) {
		await this.go('/account/sign-up')
		await this.look('sign-up')
		await this.fill({ email })
		await this.look('sent')
		const link = await linkFor(email, 'confirm', /\/account\/confirm\/[A-Za-z0-9_-]{43}/)
		await this.go(link)
		await this.look('confirm')
		await this.fill({ name, country, time_zone: zone, password, agree: true })
		await this.look('account')
	}

	async organise(fields) {
		await this.go('/account/organisations/new')
		await this.look('organisation-new')
		await this.fill(fields)
		await this.look('organisation')
	}
}

// --- the sample world -------------------------------------------------------------------------------
async function sampleWorld(browser) {
	const first = demo(), second = demo()
	tell('the sample world is made once', first.told === second.told ? [] : ['told differently the second time'])
	const pages = {
		agency: ['/account', '/account/inquiries', '/account/inquiries/1', '/account/inquiries/2', '/account/matches',
			'/account/providers', '/account/messages'],
		enterprise: ['/account/inquiries', '/account/inquiries/1', '/listings/demo-offer-soil-sensor/inquire',
			'/providers/demo-xiamen-agency/inquire', '/listings/demo-request-irrigation', '/providers/demo-xiamen-agency'],
		institute: ['/account/inquiries/3'],
		staff: ['/desk', '/desk/inquiries', '/desk/reports']
	}
	for (const [who, paths] of Object.entries(pages)) {
		const p = await Person.of(browser, locales[0])
		await p.signIn(`${who}@demo.example`, who === 'staff' ? first.secret : null, first.users[who])
		for (const locale of locales) {
			p.locale = locale
			for (const path of paths) {
				await p.go(path)
				await p.look(`sample-${who}${path.replaceAll('/', '-')}`)
			}
		}
		await p.context.close()
	}
	return first
}

// --- the way -----------------------------------------------------------------------------------------
const parts = {
	'zh-Hans': {
		text: 'zh-Hans', from: 'CN', zone: 'Asia/Shanghai', agent: '陈立', agency: '厦门行舟知识产权代理有限公司',
		title: '厦门行舟知识产权代理', summary: '在中国办理专利申请，并为巴西企业提供外观设计检索。',
		answer: '您好，可以办理。请说明产品类别。', buyer: 'ru'
	},
	ru: {
		text: 'ru', from: 'RU', zone: 'Europe/Moscow', agent: 'Мария Орлова', agency: 'ООО «Бюро Северная звезда»',
		title: 'Бюро «Северная звезда»', summary: 'Патентные заявки в Роспатенте и поиск по промышленным образцам.',
		answer: 'Здравствуйте! Мы можем помочь. Расскажите подробнее об изделии.', buyer: 'ar'
	},
	ar: {
		text: 'ar', from: 'EG', zone: 'Africa/Cairo', agent: 'سلمى حسن', agency: 'مكتب النيل للملكية الفكرية',
		title: 'مكتب النيل للبراءات', summary: 'إيداع طلبات البراءات في مصر والبحث في التصاميم الصناعية.',
		answer: 'مرحبًا، يمكننا المساعدة. صفوا لنا المنتج من فضلكم.', buyer: 'zh-Hans'
	}
}
const buyers = {
	'zh-Hans': { name: '林海', firm: '福建云帆科技有限公司', country: 'CN', zone: 'Asia/Shanghai',
		question: '我们想在贵国申请专利，请问流程和费用如何？', thanks: '谢谢，产品是智能水泵。' },
	ru: { name: 'Павел Ким', firm: 'АО «Вектор»', country: 'RU', zone: 'Europe/Moscow',
		question: 'Хотим подать заявку на патент. Каковы сроки и стоимость?', thanks: 'Спасибо. Речь идёт о насосе.' },
	ar: { name: 'يوسف علي', firm: 'شركة الأفق للصناعة', country: 'EG', zone: 'Africa/Cairo',
		question: 'نود إيداع طلب براءة. ما المدة والتكلفة؟', thanks: 'شكرًا، المنتج مضخة ذكية.' }
}

async function way(browser, locale, world) {
	const part = parts[locale], other = buyers[part.buyer], mark = `${locale.slice(0, 2)}${process.pid}`
	const agent = await Person.of(browser, locale)
	const buyer = await Person.of(browser, part.buyer)
	const staff = await Person.of(browser, locale)
	const email = { agent: `agent-${mark}@walk.example`, buyer: `buyer-${mark}@walk.example` }

	// An agency comes, and says what it offers.
	await agent.signUp(email.agent, part.agent, part.from, part.zone)
	await agent.organise({ name: part.agency, type: 'agency', country: part.from, size: 'small', website: 'https://walk.example' })
	await agent.go('/account/providers/new')
	await agent.look('provider-new')
	await agent.fill({
		types: 'agency', country: part.from, city: 'Xiamen', languages: [part.text, 'en'],
		text_1_language: part.text, text_1_title: part.title, text_1_summary: part.summary,
		offering_1_service: 'agency', offering_1_subjects: ['patents', 'designs'], offering_1_fee: 'fixed',
		offering_1_response_days: '3', [`served_${part.from.toLowerCase()}`]: 'direct', conflict: 'always'
	}, 'button[name=do][value=save]:not(.unseen)')
	await agent.look('provider-draft')
	await agent.press('main button[name=do][value=submit]')
	if (await agent.page.locator('main [name=seen]').count() > 0) await agent.press('main button[value=submit]')
	await agent.look('provider-submitted')

	// Nothing is public before staff approved it.
	await staff.signIn('staff@demo.example', world.secret, world.users.staff)
	await staff.go('/desk')
	await staff.look('desk')
	await staff.press(`main a:has-text("${part.title}")`)
	await staff.look('desk-submission')
	await staff.press('main button[name=do][value=approve]')
	await staff.look('desk-approved')

	// An enterprise from abroad finds it by its own search, and writes.
	const hit = await until('the profile in the search', async () => {
		await buyer.go(`/search?kind=provider&q=${encodeURIComponent(part.title)}`)
		const link = buyer.page.locator(`.hits a:has-text("${part.title}")`)
		return await link.count() > 0 ? link.first() : null
	})
	await buyer.look('found')
	await Promise.all([buyer.page.waitForNavigation(), hit.click()])
	await buyer.look('profile')
	await buyer.press('main .ask a')
	await buyer.look('inquire')
	const form = { q_service: 'agency', q_rights: 'patents', q_where: part.from, q_begin: 'month',
		message_language: part.buyer, message: other.question }
	// Not signed in yet: what was typed comes along through signing up.
	await buyer.fill(form)
	await buyer.look('sign-in')
	await buyer.press('main a[href*="/account/sign-up"]')
	await buyer.fill({ email: email.buyer })
	const link = await linkFor(email.buyer, 'confirm', /\/account\/confirm\/[A-Za-z0-9_-]{43}/)
	await buyer.go(link)
	await buyer.fill({ name: other.name, country: other.country, time_zone: other.zone, password, agree: true })
	const kept = await buyer.page.locator('main [name=message]').inputValue().catch(() => `at ${buyer.page.url()}`)
	tell(`${part.buyer} what was typed is there after signing up`, kept === other.question ? [] : [kept])
	const ask = new URL(buyer.page.url()).pathname.replace(/^\/[^/]+/, '')
	await buyer.organise({ name: other.firm, type: 'enterprise', country: other.country, size: 'medium' })
	await buyer.go(ask)
	await buyer.fill(form)
	await buyer.look('sent-inquiry')
	const thread = new URL(buyer.page.url()).pathname.replace(/^\/[^/]+/, '')

	// The agency is told, reads and answers without knowing who asks.
	const told = await linkFor(email.agent, 'inquiry_new', /\/account\/inquiries\/\d+/)
	tell(`${locale} the agency is told by mail`, told === thread ? [] : [`${told} is not ${thread}`])
	await agent.go('/account/inquiries')
	await agent.look('inquiries')
	await agent.go(thread)
	await agent.look('thread')
	const before = await agent.page.locator('main').innerText()
	tell(`${locale} the agency does not know who asks`,
		[other.firm, other.name, email.buyer].filter(s => before.includes(s)).map(s => `it sees ${s}`))
	await agent.fill({ message: part.answer, message_language: part.text }, 'form[action$="/message"] button')
	await buyer.go(thread)
	await buyer.look('answered')
	await buyer.fill({ message: other.thanks, message_language: part.buyer }, 'form[action$="/message"] button')

	// Both agree to open contacts.
	await buyer.page.locator('form[action$="/agree"]').evaluate(f => { f.closest('details').open = true })
	await buyer.press('main form[action$="/agree"] button')
	await buyer.look('agreed')
	await agent.go(thread)
	tell(`${locale} one agreement opens nothing`, (await agent.page.locator('main').innerText()).includes(email.buyer) ? ['it is open'] : [])
	await agent.page.locator('form[action$="/agree"]').evaluate(f => { f.closest('details').open = true })
	await agent.look('asked-to-agree')
	await agent.press('main form[action$="/agree"] button')
	await agent.look('open')
	const opened = await agent.page.locator('main').innerText()
	tell(`${locale} both agreed: the contacts stand there`,
		[other.firm, other.name, email.buyer].filter(s => !opened.includes(s)).map(s => `${s} is missing`))

	// Talks, contract, landed.
	await agent.press('main button[name=to][value=talks]')
	await buyer.go(thread)
	await buyer.press('main button[name=to][value=contract]')
	await agent.go(thread)
	await agent.press('main button[name=to][value=landed]')
	await agent.look('landed')
	await buyer.go('/account/inquiries?state=landed')
	await buyer.look('landed-list')
	tell(`${locale} it has landed`, await buyer.page.locator('.tag.inquiry-landed').count() === 1 ? [] : ['the list does not say so'])
	await staff.go('/desk/inquiries')
	await staff.look('outcomes')
	for (const p of [agent, buyer, staff]) await p.context.close()
}

const browser = await launch()
try {
	if (shots) mkdirSync(shots, { recursive: true })
	const world = await sampleWorld(browser)
	for (const locale of Object.keys(parts).filter(l => locales.includes(l))) {
		try {
			await way(browser, locale, world)
		} catch (e) {
			tell(`${locale} the whole way`, [e.stack])
		}
	}
} catch (e) {
	tell('the walk', [e.stack])
} finally {
	await browser.close()
}
process.exitCode = failed > 0 ? 1 : 0
