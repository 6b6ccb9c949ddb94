// SPDX-License-Identifier: GPL-2.0-or-later
// Sends what no browser would.
//   replay.mjs messages URL FILE…      each line's raw_b64 as bytes to the server
//   replay.mjs queries URL PATH FILE   each string of a JSON array as the parameter q of PATH
// Prints one line per status, "none" for connections that got no answer, and "bad ID STATUS" for each answer of 500
// and more.
import fs from 'node:fs';
import net from 'node:net';

const [mode, url, ...rest] = process.argv.slice(2);
const { hostname, port } = new URL(url);
const WAIT = 1500;

// The status of the first answer to these bytes; "none" when the server only closes or waits for more.
function send(bytes) {
	return new Promise((resolve) => {
		let seen = '';
		const socket = net.connect({ host: hostname, port: Number(port) });
		const done = (status) => {
			socket.destroy();
			resolve(status);
		};
		socket.setTimeout(WAIT, () => done('none'));
		socket.on('connect', () => socket.write(bytes));
		socket.on('data', (data) => {
			seen += data.toString('latin1');
			const match = /^HTTP\/1\.[01] (\d{3})/.exec(seen);
			if (match) {
				done(match[1]);
			}
		});
		socket.on('error', () => done('none'));
		socket.on('close', () => done('none'));
	});
}

function jobs() {
	if (mode === 'messages') {
		return rest.flatMap((file) => fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => {
			const { id, raw_b64: raw } = JSON.parse(line);
			return { id, bytes: Buffer.from(raw, 'base64') };
		}));
	}
	const [path, file] = rest;
	return JSON.parse(fs.readFileSync(file, 'utf8')).map((text, i) => {
		const q = encodeURIComponent(text.toWellFormed ? text.toWellFormed() : text);
		const head = `GET ${path}?q=${q} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`;
		return { id: `string-${i}`, bytes: Buffer.from(head) };
	});
}

const queue = jobs();
const counts = new Map();
const bad = [];
await Promise.all(Array.from({ length: 16 }, async () => {
	for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
		const status = await send(job.bytes);
		counts.set(status, (counts.get(status) ?? 0) + 1);
		if (Number(status) >= 500) {
			bad.push(`bad ${job.id} ${status}`);
		}
	}
}));
for (const [status, n] of [...counts].sort()) {
	console.log(`${status} ${n}`);
}
bad.forEach((line) => console.log(line));
