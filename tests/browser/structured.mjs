// SPDX-License-Identifier: GPL-2.0-or-later
// structured.mjs ADDRESS…: the linked data of each page, read by a JSON-LD processor and held against schema.org's
// vocabulary: every type exists, every property may stand on its type, every value is of a type that it may have.
// A line of what is wrong for each; with --show the expanded data too.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import jsonld from 'jsonld'

const schema = 'https://schema.org/'
const vocabulary = readVocabulary(
	readFileSync(createRequire(import.meta.url).resolve('schema-dts').replace(/schema\.js$/, 'schema.d.ts'), 'utf8'))

// The interfaces of schema-dts: "interface XBase extends YBase, ZBase { "name"?: SchemaValue<A | B, "name">; }", and
// what is narrower than a type: "export type X = XLeaf | Y | Z | string;".
function readVocabulary(text) {
	const types = new Map(), narrower = new Map()
	for (const [, name, parents, body] of text.matchAll(/^interface (\w+?)Base(?: extends ([^{]+?))? \{\n([\s\S]*?)^\}/gm)) {
		const properties = new Map()
		for (const [, property, values] of body.matchAll(/^ {4}"([\w@]+)"\??: SchemaValue<([^,]+), /gm))
			properties.set(property, values.split('|').map(v => v.trim()))
		types.set(name, { parents: (parents ?? '').split(/,\s*/).map(p => p.replace(/Base$/, '')).filter(Boolean), properties })
	}
	for (const [, name, parts] of text.matchAll(/^export type (\w+) = ([^;]+);/gm)) {
		const members = parts.split('|').map(p => p.trim())
		narrower.set(name, members)
		// A type without properties of its own has no interface called after it.
		if (!types.has(name)) {
			const leaf = text.match(new RegExp(`^interface ${name}Leaf extends ([^{]+?) \\{`, 'm'))
			types.set(name, { parents: (leaf?.[1] ?? '').split(/,\s*/).map(p => p.replace(/(Base|Leaf)$/, '')).filter(Boolean),
				properties: new Map() })
		}
	}
	return { types, narrower }
}

function valuesOf(type, property) {
	const t = vocabulary.types.get(type)
	if (!t) return undefined
	return t.properties.get(property) ?? t.parents.map(p => valuesOf(p, property)).find(Boolean)
}

function isA(type, wanted, seen = new Set()) {
	if (type === wanted || wanted === 'Thing') return true
	if (seen.has(type)) return false
	seen.add(type)
	return vocabulary.types.get(type)?.parents.some(p => isA(p, wanted, seen)) ?? false
}

const forms = {
	Text: () => true,
	string: () => true,
	URL: v => /^https?:\/\/\S+$/.test(v),
	Date: v => /^\d{4}-\d\d-\d\d$/.test(v),
	DateTime: v => /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(v)
}

// Whether ${value} (expanded) may be one of ${types}.
function fits(value, types, depth = 0) {
	if (depth > 6) return false
	if ('@value' in value)
		return types.some(t => forms[t]?.(value['@value']) ??
			(vocabulary.narrower.get(t) ?? []).some(n => n !== t && n in forms && forms[n](value['@value'])))
	const id = value['@id'], type = value['@type']?.[0]?.replace(schema, '')
	if (!type) return types.includes('IdReference') || id?.startsWith(schema)
	return types.some(t => isA(type, t) ||
		(vocabulary.narrower.get(t) ?? []).some(n => n !== t && vocabulary.types.has(n) && isA(type, n)))
}

function judge(node, problems, path) {
	const type = node['@type']?.[0]
	if (!type?.startsWith(schema) || !vocabulary.types.has(type.replace(schema, ''))) {
		problems.push(`${path}: ${type ?? 'no type'} is not a type of schema.org`)
		return
	}
	for (const [key, values] of Object.entries(node)) {
		if (key.startsWith('@')) continue
		const property = key.replace(schema, ''), types = valuesOf(type.replace(schema, ''), property)
		if (!types) {
			problems.push(`${path}: ${property} may not stand on ${type}`)
			continue
		}
		for (const value of values) {
			if (!fits(value, types)) problems.push(`${path}.${property}: ${JSON.stringify(value).slice(0, 120)} is not ${types.join(', ')}`)
			if (value['@type']) judge(value, problems, `${path}.${property}`)
		}
	}
}

// As schema.org's own context has it for what is used here: its words, and which of them are addresses.
const context = { '@context': { '@vocab': schema, id: '@id', type: '@type',
	legislationLegalForce: { '@type': '@vocab' }, legislationLegalValue: { '@type': '@vocab' } } }
async function documentLoader(url) {
	if (!/^https?:\/\/schema\.org\/?$/.test(url)) throw new Error(`the context ${url} is not schema.org`)
	return { contextUrl: null, documentUrl: url, document: context }
}

const args = process.argv.slice(2), show = args[0] === '--show'
let failed = false
for (const address of show ? args.slice(1) : args) {
	const html = await (await fetch(address)).text(), problems = []
	const scripts = [...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)]
	if (scripts.length === 0) problems.push('the page has no linked data')
	for (const [, json] of scripts) {
		const nodes = await jsonld.expand(JSON.parse(json), { documentLoader })
		if (nodes.length === 0) problems.push('nothing is said')
		for (const node of nodes) judge(node, problems, node['@type']?.[0]?.replace(schema, '') ?? '?')
		if (show) console.log(JSON.stringify(nodes, null, 2))
	}
	for (const problem of problems) console.log(`${address}: ${problem}`)
	failed ||= problems.length > 0
}
process.exit(failed ? 1 : 0)
