// SPDX-License-Identifier: GPL-2.0-or-later
// For 87-roles.sh: node roles.mjs FOLDER, which holds routes (as the program lists them) and r-ROLE.jar for every role.
import { readFileSync } from 'node:fs'

const folder = process.argv[2], base = process.env.PORTAL_DIRECT
const names = ['anonymous', 'user', 'member', 'editor', 'admin', 'xmember', 'xeditor', 'xadmin', 'asker', 'half', 'staff']
const complete = names.filter(n => n !== 'anonymous' && n !== 'half')
const groups = {
	all: names,
	session: names.filter(n => n !== 'anonymous'),
	account: complete,
	members: ['member', 'editor', 'admin'],
	editors: ['editor', 'admin'],
	admins: ['admin', 'xadmin'],
	nobody: []
}
let failed = 0
const tell = (name, problems) => {
	if (problems.length > 0) failed++
	console.log(`${problems.length === 0 ? 'ok' : 'not ok'} - ${name}`)
	for (const p of problems) console.log(`    ${p}`)
}

const fill = p => p.replace('NOTICE', process.env.NOTICE).replace('SLUG', process.env.SLUG)
const rows = readFileSync(new URL('roles.txt', import.meta.url), 'utf8').split('\n')
	.filter(l => l.trim() !== '' && !l.startsWith('#')).map(l => {
		const [method, pattern, path, who, ...flags] = l.trim().split(/\s+/)
		const may = new Set(), maybe = new Set()
		for (const w of (who === 'open' ? 'all' : who).split(',')) {
			const unsure = w.startsWith('?'), word = unsure ? w.slice(1) : w
			for (const n of groups[word] ?? [word]) (unsure ? maybe : may).add(n)
		}
		return { method, pattern, path: fill(path), open: who === 'open', may, maybe, keep: flags.includes('keep') }
	})
const routes = readFileSync(`${folder}/routes`, 'utf8').trim().split('\n')
tell('every route has its line in roles.txt', routes.filter(r => !rows.some(w => `${w.method} ${w.pattern}` === r)))
tell('every line has its route', rows.filter(w => !routes.includes(`${w.method} ${w.pattern}`)).map(w => `${w.method} ${w.pattern}`))
tell('every role is somebody', rows.flatMap(w => [...w.may, ...w.maybe]).filter(n => !names.includes(n)))

const cookies = {}, csrf = {}
for (const n of names) {
	cookies[n] = readFileSync(`${folder}/r-${n}.jar`, 'utf8').split('\n').filter(l => /\t/.test(l))
		.map(l => l.split('\t').slice(-2).join('=')).join('; ')
	const page = n === 'anonymous' ? '/en/account/sign-in' : n === 'half' ? '/en/account/security/second-factor' : '/en/account/profile'
	const r = await fetch(base + page, { headers: cookies[n] ? { cookie: cookies[n] } : {}, redirect: 'manual' })
	const set = r.headers.get('set-cookie')?.match(/browser=[^;]*/)?.[0]
	if (set) cookies[n] = [cookies[n], set].filter(Boolean).join('; ')
	csrf[n] = (await r.text()).match(/name="csrf" value="([^"]*)"/)?.[1]
}
tell('every role has a token for its forms', names.filter(n => !csrf[n]))

async function ask(row, name) {
	const r = await fetch(base + row.path, {
		method: row.method,
		redirect: 'manual',
		headers: { cookie: cookies[name], origin: base, connection: 'close' },
		body: row.method === 'POST' ? new URLSearchParams({ csrf: csrf[name] }) : undefined
	})
	await r.arrayBuffer()
	const to = r.headers.get('location') ?? ''
	const refused = r.status === 403 || r.status === 404 ||
		(r.status === 303 && /\/account\/(sign-in|second|security\/second-factor)\?next=/.test(to))
	return { refused, status: r.status, to }
}

// The refusals first: what an allowed one does might change who is allowed.
for (const row of rows.filter(r => !r.open && routes.includes(`${r.method} ${r.pattern}`))) {
	const problems = []
	for (const n of names.filter(n => !row.may.has(n) && !row.maybe.has(n))) {
		const a = await ask(row, n)
		if (!a.refused) problems.push(`${n} is not refused: ${a.status} ${a.to}`)
	}
	tell(`${row.method} ${row.pattern}: the others are refused`, problems)
}
for (const row of rows.filter(r => !r.open && !r.keep && routes.includes(`${r.method} ${r.pattern}`))) {
	const problems = []
	for (const n of row.may) {
		const a = await ask(row, n)
		if (a.refused || a.status >= 500) problems.push(`${n} is refused: ${a.status} ${a.to}`)
	}
	if (row.may.size > 0) tell(`${row.method} ${row.pattern}: those who may are let in`, problems)
}
process.exit(0)
