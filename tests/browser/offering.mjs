// SPDX-License-Identifier: GPL-2.0-or-later
// Profiles and listings in a browser, as their owner and as staff, in Chinese, Russian and Arabic: written, refused with the
// error at its field, previewed, submitted, returned, approved, read. PORTAL_DIRECT and PORTAL_DATA are the portal's; SHOTS=folder
// keeps pictures; ONLY=ru narrows it down.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { failed, launch, sound, tell } from './lib.mjs'

const base = process.env.PORTAL_DIRECT ?? process.env.BASE_URL ?? 'http://127.0.0.1:8080'
const stamp = process.pid
const password = 'a long password for tests'
const portalctl = new URL(`../../build/${process.env.BUILD ?? 'release'}/portalctl`, import.meta.url).pathname
const env = { ...process.env, DATA: process.env.PORTAL_DATA }
const conninfo = readFileSync(`${process.env.PORTAL_DATA}/run/environment`, 'utf8').match(/^PORTAL_DB=(.*)$/m)[1]
const sql = text => execFileSync('psql', ['-X', '-qAt', conninfo, '-c', text], { encoding: 'utf8' }).trim()
const person = (role, name) => execFileSync(portalctl, ['user', 'add', '--role', role, '--password-stdin', `${name}@test.example`],
	{ env, input: `${password}\n` })

const browser = await launch()

async function signIn(name, role) {
	person(role, name)
	const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
	const page = await context.newPage()
	await page.goto(`${base}/en/account/sign-in`)
	await page.fill('[name=email]', `${name}@test.example`)
	await page.fill('[name=password]', password)
	await page.click('main form button')
	if (role === 'staff') {
		await page.goto(`${base}/en/account/security/second-factor`)
		const secret = (await page.locator('code.secret').first().innerText()).replace(/\s/g, '')
		await page.fill('[name=code]', execFileSync('oathtool', ['--totp', '-b', secret], { encoding: 'utf8' }).trim())
		await page.click('main form button')
	}
	return page
}

const owner = await signIn(`author-${stamp}`, 'user')
const staff = await signIn(`keeper-${stamp}`, 'staff')
const organisation = sql(`INSERT INTO organisation (name, type, country) VALUES ('Browser Harbour ${stamp}', 'agency', 'BR') RETURNING id`)
sql(`INSERT INTO membership (organisation, account, role) SELECT ${organisation}, id, 'admin' FROM account WHERE email = 'author-${stamp}@test.example'`)

const words = {
	'zh-Hans': { title: `低能耗海水淡化膜 ${stamp}`, summary: `厦门企业对外许可经中试验证的低能耗海水淡化膜专利 ${stamp}，寻求普通许可的被许可人。`, problem: '海水淡化能耗过高。', solution: '采用石墨烯薄膜。', leans: '该技术可将海水淡化能耗降低百分之三十以上。' },
	ru: { title: `Мембрана для опреснения ${stamp}`, summary: `Предприятие из Бразилии предлагает лицензию на мембрану ${stamp} для опреснения морской воды.`, problem: 'Опреснение дорого.', solution: 'Мембрана из графена.', leans: 'Это мембрана, которая опресняет морскую воду с меньшими затратами.' },
	ar: { title: `غشاء لتحلية المياه ${stamp}`, summary: `تعرض منشأة من البرازيل ترخيصاً لغشاء ${stamp} يحلّي مياه البحر بطاقة أقل.`, problem: 'التحلية مكلفة.', solution: 'غشاء من الغرافين.', leans: 'هذا الغشاء يحلّي مياه البحر بطاقة أقل بثلاثين في المئة من غيره.' }
}
const expires = new Date(Date.now() + 150 * 864e5).toISOString().slice(0, 10)

async function check(page, locale, name) {
	await page.setViewportSize({ width: 1280, height: 900 })
	tell(`${locale}: ${name} is sound`, await sound(page, locale, `offering-${name}`))
	await page.setViewportSize({ width: 1280, height: 900 })
}
const expect = (name, good, ...more) => tell(name, good ? [] : ['it is not so', ...more])

const only = process.env.ONLY?.split(',')
for (const [locale, w] of Object.entries(words)) {
	if (only && !only.includes(locale)) continue
	await owner.goto(`${base}/${locale}/account/listings`)
	await check(owner, locale, 'list')
	await owner.click('main a.button')
	await check(owner, locale, 'new')
	await owner.selectOption('[name=direction]', 'offer')
	await owner.selectOption('[name=text_1_language]', locale)
	await owner.fill('[name=text_1_title]', w.title)
	await owner.fill('[name=text_1_summary]', w.leans)
	await owner.click('p.buttons button[value=save]')
	const edit = owner.url().replace(/\?.*/, '')
	expect(`${locale}: a draft is saved`, /\/listings\/\d+$/.test(edit), edit)
	await owner.click('button[value=submit]')
	expect(`${locale}: what is missing is told`, await owner.locator('.summary[role=alert]').count() === 1)
	const described = await owner.getAttribute('[name=text_1_summary]', 'aria-describedby')
	expect(`${locale}: the error is at its field`, /e-text_1_summary/.test(described ?? ''), described)
	expect(`${locale}: and what was typed is there`, await owner.inputValue('[name=text_1_summary]') === w.leans)
	await check(owner, locale, 'refused')
	await owner.fill('[name=text_1_summary]', w.summary)
	await owner.fill('[name=text_1_problem]', w.problem)
	await owner.fill('[name=text_1_solution]', w.solution)
	await owner.fill('[name=ipc]', 'C02F 1/44')
	await owner.check('[name=wanted][value=licence]')
	await owner.selectOption('[name=country]', 'BR')
	await owner.check('[name=countries][value=CN]')
	await owner.selectOption('[name=right_1_subject]', 'patents')
	await owner.selectOption('[name=right_1_status]', 'granted')
	await owner.selectOption('[name=right_1_office]', 'CN')
	await owner.fill('[name=right_1_number]', `ZL-${locale}-${stamp}`)
	await owner.fill('[name=expires]', expires)
	await owner.click('button[value=preview]')
	expect(`${locale}: the preview is the page that readers will see`, await owner.locator('h1').innerText() === w.title)
	await check(owner, locale, 'preview')
	await owner.goto(edit)
	await owner.click('button[value=submit]')
	if (await owner.locator('[name=seen]').count() > 0) {
		await check(owner, locale, 'twins')
		await owner.click('button[value=submit]')
	}
	expect(`${locale}: it is submitted`, /done=submitted/.test(owner.url()), owner.url())
	await check(owner, locale, 'edit')

	await staff.goto(`${base}/${locale}/desk`)
	await check(staff, locale, 'desk')
	await staff.click(`a:has-text("${w.title}")`)
	await check(staff, locale, 'decide')
	await staff.fill('[name=reason]', 'Please say more.')
	await staff.click('button[value=return]')
	await owner.goto(edit)
	expect(`${locale}: the owner reads why it came back`, await owner.locator('text=Please say more.').count() === 1)
	await owner.fill('[name=text_1_advantages]', '30 %')
	await owner.click('button[value=submit]')
	if (await owner.locator('[name=seen]').count() > 0) await owner.click('button[value=submit]')
	await staff.goto(staff.url().replace(/\?.*/, ''))
	await staff.click('button[value=approve]')
	const id = edit.match(/\d+$/)[0]
	await owner.goto(`${base}/${locale}/listings/offer-${id}`)
	expect(`${locale}: readers see it`, await owner.locator('h1').innerText() === w.title)
	await check(owner, locale, 'public')
}

// The longest form, and the files of a listing.
await owner.goto(`${base}/en/account/providers/new`)
await check(owner, 'en', 'provider')
await owner.goto(`${base}/en/account/listings`)
await owner.click('main tbody a >> nth=0')
await owner.goto(`${owner.url()}/files`)
await check(owner, 'en', 'files')
await owner.setInputFiles('[name=file]', { name: 'page.png', mimeType: 'image/png', buffer: Buffer.from('<script>1</script>') })
await owner.click('main form[enctype] button')
expect('a file that is none is refused', await owner.locator('.summary[role=alert]').count() === 1)
await check(owner, 'en', 'files-refused')

await browser.close()
process.exit(failed > 0 ? 1 : 0)
