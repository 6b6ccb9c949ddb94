// SPDX-License-Identifier: GPL-2.0-or-later
// json.mjs FILE EXPRESSION…: the value of each expression over the parsed file, which is called "it"; one a line,
// strings as they are, everything else as JSON.
import fs from 'node:fs';

const [file, ...expressions] = process.argv.slice(2);
const it = JSON.parse(fs.readFileSync(file, 'utf8'));
for (const expression of expressions) {
	const value = new Function('it', `return (${expression});`)(it);
	console.log(typeof value === 'string' ? value : JSON.stringify(value));
}
