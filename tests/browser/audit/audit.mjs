// SPDX-License-Identifier: GPL-2.0-or-later
// The slow outside judges of `make audit`: Spectral on the API's description, the Nu checker on every page type in every
// language, Lighthouse (median of three) on home, search and a law in English, Chinese and Arabic, and the bytes of a
// first visit.  Prints "ok - …" and "not ok - …" lines like every suite.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const base = process.env.PORTAL_URL;
const locales = ['en', 'zh-Hans', 'ru', 'pt-BR', 'hi', 'ar'];
const plurals = ['laws', 'guides', 'providers', 'listings', 'events', 'resources', 'terms', 'facts'];
const runs = Number(process.env.RUNS ?? 3);
const tmp = await mkdtemp(join(tmpdir(), 'portal-audit-'));
let failed = 0;

function tell(ok, name, detail = '') {
	if (!ok) failed += 1;
	console.log(`${ok ? 'ok' : 'not ok'} - ${name}`);
	if (!ok && detail) console.log(detail.split('\n').map((l) => `    ${l}`).join('\n'));
}

async function json(path) {
	return (await fetch(base + path)).json();
}

// One page of every type, found through the API, so that it works on any content.
async function pageTypes() {
	const paths = ['/', '/search?q=patent', '/about', '/sitemap', '/jurisdictions/CN', '/subjects/patents',
		'/no-such-page', '/search?q=zzzzzz', '/laws/az/1'];
	for (const optional of ['/compare', '/styleguide'])
		if ((await fetch(`${base}/en${optional}`)).ok) paths.push(optional);
	for (const plural of plurals) {
		const { hits } = await json(`/api/v1/${plural}?limit=1`);
		paths.push(`/${plural}`);
		if (hits.length > 0) paths.push(`/${plural}/${hits[0].slug}`);
	}
	paths.push('/laws/cn-patent-law', '/laws/cn-patent-law?text=en,zh-Hans', '/laws/cn-patent-law/art_11');
	return [...new Set(paths)];
}

async function spectral() {
	const file = join(tmp, 'openapi.json');
	await writeFile(file, await (await fetch(`${base}/api/v1/openapi.json`)).text());
	try {
		await run('node', [join(here, 'node_modules/@stoplight/spectral-cli/dist/index.js'), 'lint', '-q',
			'-r', join(here, 'spectral.yaml'), '--fail-severity', 'warn', file]);
		tell(true, 'Spectral accepts the description of the API');
	} catch (e) {
		tell(false, 'Spectral accepts the description of the API', e.stdout);
	}
}

async function nu(paths) {
	const files = new Map();
	let i = 0;
	for (const locale of locales) {
		for (const path of paths) {
			const file = join(tmp, `${i++}.html`);
			await writeFile(file, await (await fetch(`${base}/${locale}${path}`)).text());
			files.set(file, `/${locale}${path}`);
		}
	}
	const jar = join(here, 'node_modules/vnu-jar/build/dist/vnu.jar');
	const { stderr } = await run('java', ['-jar', jar, '--format', 'json', '--errors-only', '--exit-zero-always',
		...files.keys()], { maxBuffer: 1 << 26 });
	const bad = new Map();
	for (const m of JSON.parse(stderr).messages) {
		const page = files.get(m.url?.replace(/^file:/, '')) ?? m.url;
		bad.set(page, [...(bad.get(page) ?? []), `${m.lastLine}: ${m.message}`]);
	}
	for (const page of files.values())
		tell(!bad.has(page), `Nu accepts ${page}`, (bad.get(page) ?? []).slice(0, 5).join('\n'));
}

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
	'--disable-background-networking', '--disable-component-update', '--disable-sync'].join(' ');

// Chromium now and then loses the start of its trace (NO_NAVSTART); Lighthouse itself asks to run again then.
async function lighthouseOnce(path) {
	for (let attempt = 1; ; attempt++) {
		try {
			const { stdout } = await run('node', [join(here, 'node_modules/lighthouse/cli/index.js'), base + path,
				'--quiet', '--output=json', `--chrome-flags=${flags}`,
				'--only-categories=performance,accessibility,best-practices,seo'],
			{ maxBuffer: 1 << 27, env: { ...process.env, CHROME_PATH: '/usr/bin/chromium' } });
			return JSON.parse(stdout);
		} catch (e) {
			if (attempt === 5) throw new Error(`Lighthouse ${path}: ${e.stderr}`);
		}
	}
}

async function lighthouse(path) {
	const scores = {};
	for (let i = 0; i < runs; i++) {
		const report = await lighthouseOnce(path);
		for (const [name, c] of Object.entries(report.categories))
			(scores[name] ??= []).push(Math.round(c.score * 100));
		scores.bytes = [report.audits['total-byte-weight'].numericValue];
		scores.why = Object.values(report.audits).filter((a) => a.score !== null && a.score < 0.9
			&& a.scoreDisplayMode !== 'informative').map((a) => `${a.id}: ${a.displayValue ?? a.title}`);
	}
	const median = (v) => [...v].sort((a, b) => a - b)[Math.floor(v.length / 2)];
	for (const name of ['performance', 'accessibility', 'best-practices', 'seo'])
		tell(median(scores[name]) >= 95, `Lighthouse ${path}: ${name} ${median(scores[name])}`, scores.why.join('\n'));
	tell(scores.bytes[0] < 100 * 1024, `first visit of ${path}: ${Math.round(scores.bytes[0] / 1024)} KiB`);
}

try {
	await spectral();
	await nu(await pageTypes());
	for (const locale of ['en', 'zh-Hans', 'ar'])
		for (const path of ['/', '/search?q=patent', '/laws/cn-patent-law'])
			await lighthouse(`/${locale}${path}`);
} finally {
	await rm(tmp, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);
